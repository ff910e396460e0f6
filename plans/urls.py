"""Addresses of the plan at the desk."""

from django.urls import path

from plans.views import commitments, headings, versions

app_name = "plans"

urlpatterns = [
    path("", versions.plan, name="plan"),
    path("add/", versions.add, name="plan-add"),
    path("<int:pk>/", versions.version, name="version"),
    path("<int:pk>/edit/", versions.edit, name="plan-edit"),
    path("<int:pk>/copy/", versions.copy, name="plan-copy"),
    path("<int:pk>/issue/", versions.issue, name="plan-issue"),
    path("<int:pk>/moves/<slug:name>/", versions.move, name="plan-move"),
    path("<int:plan_pk>/priorities/add/", headings.add_priority, name="priority-add"),
    path("priorities/<int:pk>/edit/", headings.edit_priority, name="priority-edit"),
    path(
        "priorities/<int:pk>/delete/", headings.delete_priority, name="priority-delete"
    ),
    path(
        "priorities/<int:priority_pk>/objectives/add/",
        headings.add_objective,
        name="objective-add",
    ),
    path("objectives/<int:pk>/edit/", headings.edit_objective, name="objective-edit"),
    path(
        "objectives/<int:pk>/delete/",
        headings.delete_objective,
        name="objective-delete",
    ),
    path(
        "objectives/<int:objective_pk>/commitments/add/",
        commitments.add,
        name="commitment-add",
    ),
    path("commitments/<int:pk>/", commitments.commitment, name="commitment"),
    path("commitments/<int:pk>/edit/", commitments.edit, name="commitment-edit"),
    path("commitments/<int:pk>/delete/", commitments.delete, name="commitment-delete"),
    path("commitments/<int:pk>/update/", commitments.update, name="commitment-update"),
    path(
        "commitments/<int:pk>/moves/<slug:name>/",
        commitments.move,
        name="commitment-move",
    ),
]
