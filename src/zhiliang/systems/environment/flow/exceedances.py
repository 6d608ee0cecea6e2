"""The life of an exceedance: detected, notified, explained, rectified, verified."""

from zhiliang.core.flow import Flow, Step
from zhiliang.core.roles import Role

OFFICERS = (Role.CITY_OFFICER, Role.PROVINCIAL_OFFICER)
OPEN = ("detected", "notified", "explained", "rectified")

exceedance = Flow(
    "environment.exceedance",
    states={
        "detected": ("已发现", "Detected"),
        "notified": ("已告知", "Notified"),
        "explained": ("已说明", "Explained"),
        "rectified": ("已整改待核实", "Rectified, to be verified"),
        "verified": ("已核实", "Verified"),
        "dismissed": ("不属超标", "Not an exceedance"),
    },
    initial="detected",
    steps=(
        Step(
            "detect",
            from_="",
            to="detected",
            by=(),
            label_zh="发现超标",
            label_en="Detect",
        ),
        Step(
            "extend",
            from_=OPEN,
            to="",
            by=(),
            label_zh="续日超标",
            label_en="Goes on",
        ),
        Step(
            "notify",
            from_="detected",
            to="notified",
            by=OFFICERS,
            label_zh="告知排污单位",
            label_en="Notify the source",
        ),
        Step(
            "explain",
            from_="notified",
            to="explained",
            by=(Role.ENTERPRISE,),
            label_zh="说明原因",
            label_en="Explain",
        ),
        Step(
            "rectify",
            from_=("notified", "explained"),
            to="rectified",
            by=(Role.ENTERPRISE,),
            label_zh="报告整改完成",
            label_en="Report the rectification",
        ),
        Step(
            "send_back",
            from_=("explained", "rectified"),
            to="notified",
            by=OFFICERS,
            label_zh="退回补充",
            label_en="Send back",
        ),
        Step(
            "dismiss",
            from_=("detected", "explained"),
            to="dismissed",
            by=OFFICERS,
            label_zh="认定不属超标",
            label_en="Dismiss",
        ),
        Step(
            "verify",
            from_="rectified",
            to="verified",
            by=OFFICERS,
            not_by="rectified_by",
            label_zh="核实整改",
            label_en="Verify",
        ),
    ),
)
