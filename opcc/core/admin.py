"""The Django admin shows rows and changes none: it would write without a trail."""

from django.apps import apps
from django.contrib import admin


class ReadOnly(admin.ModelAdmin):
    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


for label in ("core", "plans", "measures", "scrutiny", "reports"):
    for model in apps.get_app_config(label).get_models():
        admin.site.register(model, ReadOnly)
