"""Addresses of measures, but for the page of one, which stands higher up."""

from django.urls import path

from measures.views import (
    collections,
    commentary,
    comparators,
    definitions,
    dictionary,
    exploring,
    placing,
    populations,
    rebases,
    reviews,
    surveys,
    targets,
    workbench,
)
from opcc.core.access import allow
from opcc.core.roles import Can

app_name = "measures"

measure = "<str:code>/"

urlpatterns = [
    path("", allow(Can.READ_DESK)(dictionary.MeasureList.as_view()), name="measures"),
    path("add/", dictionary.add_measure, name="measure-add"),
    path("by-objective/", placing.by_objective, name="by-objective"),
    path("by-objective/<int:pk>/choose/", placing.choose, name="choose"),
    path("by-objective/<int:pk>/carry-over/", placing.carry_over, name="carry-over"),
    path("collections/", collections.collection_list, name="collections"),
    path(
        "collections/import/",
        allow(Can.EDIT_MEASURES)(collections.CollectionImport.as_view()),
        name="collection-import",
    ),
    path(
        "collections/take-over/<slug:name>/",
        collections.take_over,
        name="collection-take-over",
    ),
    path("collections/<int:pk>/", collections.collection, name="collection"),
    path("collections/metrics/<int:pk>/", collections.cover, name="collection-cover"),
    path("comparators/", comparators.comparator_list, name="comparators"),
    path("comparators/add/", comparators.add, name="comparator-add"),
    path(
        "comparators/import/",
        allow(Can.EDIT_MEASURES)(comparators.FiguresImport.as_view()),
        name="comparator-import",
    ),
    path("comparators/<int:pk>/", comparators.comparator, name="comparator"),
    path("comparators/<int:pk>/edit/", comparators.edit, name="comparator-edit"),
    path("comparators/<int:pk>/join/", comparators.join, name="member-add"),
    path("comparators/members/<int:pk>/leave/", comparators.leave, name="member-leave"),
    path("populations/", populations.population_list, name="populations"),
    path(
        "populations/import/",
        allow(Can.EDIT_MEASURES)(populations.PopulationImport.as_view()),
        name="population-import",
    ),
    path("reviews/", reviews.review_list, name="reviews"),
    path(f"{measure}explore/", exploring.explore, name="explore"),
    path(f"{measure}figures/", workbench.figures, name="figures"),
    path(f"{measure}figures/<int:pk>/interval/", surveys.interval, name="interval"),
    path(f"{measure}targets/", workbench.targets, name="targets"),
    path(f"{measure}targets/set/", targets.set_target, name="target-set"),
    path(f"{measure}targets/baseline/", targets.set_baseline, name="baseline-set"),
    path(f"{measure}commentary/", workbench.commentaries, name="commentaries"),
    path(f"{measure}commentary/<str:period>/", commentary.write, name="commentary"),
    path(f"{measure}definition/", workbench.definition, name="definition"),
    path(f"{measure}definition/new/", definitions.define, name="definition-new"),
    path(f"{measure}metrics/", collections.match, name="measure-metrics"),
    path(f"{measure}review/", reviews.decide, name="review"),
    path(f"{measure}review/plan/", reviews.plan, name="review-plan"),
    path(f"{measure}replaces/", reviews.replaces, name="replaces"),
    path(f"{measure}edit/", definitions.edit, name="measure-edit"),
    path(f"{measure}move/<slug:name>/", definitions.move, name="measure-move"),
    path(f"{measure}rebase/", rebases.rebase, name="rebase"),
    path(
        f"{measure}rebase/<int:pk>/withdraw/", rebases.withdraw, name="rebase-withdraw"
    ),
    path(f"{measure}withhold/", definitions.withhold, name="withhold"),
    path(f"{measure}release/", definitions.release, name="release"),
]
