"""Documents made in many ways, each with the findings that it must give and no others."""
