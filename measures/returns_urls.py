"""Addresses of returns."""

from django.urls import path

from measures.views import chasing, exceptions, imports, returns, uploads

app_name = "returns"

urlpatterns = [
    path("", returns.returns, name="returns"),
    path("upload/", uploads.upload, name="upload"),
    path("upload/<int:pk>/", uploads.preview, name="preview"),
    path("upload/<int:pk>/columns/", uploads.columns, name="columns"),
    path("upload/<int:pk>/rejected.csv", uploads.rejected, name="rejected"),
    path("upload/<int:pk>/check/", uploads.check, name="check"),
    path("imports/", imports.imported, name="imports"),
    path("imports/<int:pk>/undo/", imports.undo, name="undo"),
    path("values/<int:pk>/query/", returns.query, name="query"),
    path("values/<int:pk>/revise/", returns.revise, name="revise"),
    path("link/<str:token>/", chasing.follow, name="follow"),
    path("<str:quarter>/chase/", chasing.chase_all, name="chase-all"),
    path("<str:quarter>/exceptions/", exceptions.listed, name="exceptions"),
    path("<str:quarter>/exceptions/find/", exceptions.find, name="exceptions-find"),
    path(
        "<str:quarter>/exceptions/call-in/",
        exceptions.call_in,
        name="exception-call-in",
    ),
    path("<str:quarter>/exceptions/<int:pk>/", exceptions.exception, name="exception"),
    path(
        "<str:quarter>/exceptions/<int:pk>/reason/",
        exceptions.reason,
        name="exception-reason",
    ),
    path(
        "<str:quarter>/exceptions/<int:pk>/owner/",
        exceptions.owner,
        name="exception-owner",
    ),
    path("<str:quarter>/<int:organisation>/chase/", chasing.chase, name="chase"),
    path("<str:quarter>/<int:organisation>/", returns.return_page, name="return"),
    path(
        "<str:quarter>/<int:organisation>/return.csv",
        returns.to_fill_in,
        name="to-fill-in",
    ),
    path(
        "<str:quarter>/<int:organisation>/upload/",
        uploads.upload_return,
        name="upload-return",
    ),
    path(
        "<str:quarter>/<int:organisation>/validate/", returns.validate, name="validate"
    ),
]
