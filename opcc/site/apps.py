from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "opcc.site"
    label = "site"
