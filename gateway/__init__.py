"""The one address of the product: pages, sign-in, the API's front, live pages, audit."""
