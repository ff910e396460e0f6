"""Addresses of site."""

app_name = "site"

urlpatterns = []
