"""The address where anybody checks a document."""

from django.urls import path

from reports.views import verifying

app_name = "verify"

urlpatterns = [path("", verifying.verify, name="verify")]
