// Starts Swagger UI: a file of its own, because the content policy allows nothing inline.
addEventListener("DOMContentLoaded", () => {
  SwaggerUIBundle({
    domNode: document.getElementById("swagger"),
    url: document.getElementById("swagger").dataset.document,
    deepLinking: true,
    persistAuthorization: false,
    validatorUrl: null,
  });
});
