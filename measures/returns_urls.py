"""Addresses of returns."""

from django.urls import path

from measures.views import chasing, imports, returns, uploads

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
