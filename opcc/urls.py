"""Addresses: a reserved list first, then everything else below an office's slug."""

from django.contrib import admin
from django.urls import include, path

from opcc.site import views as site
from reports.public import feeds

reserved = [
    path("", site.offices, name="offices"),
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
    path("start/", site.start, name="start"),
    path("healthz", site.healthz, name="healthz"),
    path("help/", include("opcc.site.help_urls")),
    path("robots.txt", feeds.robots, name="robots"),
    path("sitemap.xml", feeds.sitemap_index, name="sitemaps"),
    path("verify/", include("reports.verify_urls")),
]

desk = [
    path("", include("opcc.site.urls")),
    path("plan/", include("plans.urls")),
    path("measures/", include("scrutiny.measure_urls")),
    path("returns/", include("measures.returns_urls")),
    path("scrutiny/", include("scrutiny.urls")),
    path("reports/", include("reports.urls")),
]

urlpatterns = [
    *reserved,
    path("<slug:office>/desk/", include(desk)),
    path("<slug:office>/actions/", include("scrutiny.link_urls")),
    path("<slug:office>/calendar/", include("scrutiny.feed_urls")),
    path("<slug:office>/", include("reports.public_urls")),
]
