// Starts Swagger UI: a file of its own, because the content policy allows nothing inline.
addEventListener("DOMContentLoaded", () => {
  const place = document.getElementById("swagger");
  SwaggerUIBundle({
    domNode: place,
    url: place.dataset.document,
    // With it, headings of operations become links inside buttons, which readers of screens cannot tell apart.
    deepLinking: false,
    persistAuthorization: false,
    validatorUrl: null,
    onComplete: () => place.querySelector("#servers")?.setAttribute("aria-label", "Server"),
  });
});
