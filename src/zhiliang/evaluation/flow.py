"""The life of an objection: raised by the subject, upheld or dismissed by the office."""

from zhiliang.core.flow import Flow, Step
from zhiliang.core.roles import Role

objection = Flow(
    "evaluation.objection",
    states={
        "raised": ("已提出", "raised"),
        "upheld": ("成立", "upheld"),
        "dismissed": ("不成立", "dismissed"),
    },
    initial="raised",
    steps=(
        Step(
            "raise",
            from_="",
            to="raised",
            by=(Role.CITY_OFFICER, Role.DEPARTMENT_OFFICER),
            label_zh="提出异议",
            label_en="Raise an objection",
        ),
        Step(
            "uphold",
            from_="raised",
            to="upheld",
            by=(Role.OFFICE,),
            not_by="raised_by",
            label_zh="异议成立",
            label_en="Uphold",
        ),
        Step(
            "dismiss",
            from_="raised",
            to="dismissed",
            by=(Role.OFFICE,),
            not_by="raised_by",
            label_zh="异议不成立",
            label_en="Dismiss",
        ),
    ),
)
