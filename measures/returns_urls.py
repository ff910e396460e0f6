"""Addresses of returns."""

from django.urls import path

from measures.views import cells, chasing, imports, returns

app_name = "returns"

urlpatterns = [
    path("", returns.returns, name="returns"),
    path("upload/", imports.upload, name="upload"),
    path("upload/<int:pk>/", imports.preview, name="preview"),
    path("upload/<int:pk>/columns/", imports.columns, name="columns"),
    path("upload/<int:pk>/rejected.csv", imports.rejected, name="rejected"),
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
        "<str:quarter>/<int:organisation>/measures/<int:pk>/save/",
        cells.save,
        name="save",
    ),
    path(
        "<str:quarter>/<int:organisation>/measures/<int:pk>/<str:period>/",
        cells.beside,
        name="beside",
    ),
    path(
        "<str:quarter>/<int:organisation>/validate/", returns.validate, name="validate"
    ),
]
