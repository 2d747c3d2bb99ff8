// Starts Swagger UI: a file of its own, because the content policy allows nothing inline.
addEventListener("DOMContentLoaded", () => {
  const place = document.getElementById("swagger");
  // Swagger UI draws its list of servers without a name, and draws it again when it likes.
  const named = () => place.querySelector("#servers:not([aria-label])")?.setAttribute("aria-label", "Server");
  new MutationObserver(named).observe(place, { childList: true, subtree: true });
  SwaggerUIBundle({
    domNode: place,
    url: place.dataset.document,
    // With it, headings of operations become links inside buttons, which readers of screens cannot tell apart.
    deepLinking: false,
    persistAuthorization: false,
    validatorUrl: null,
  });
});
