"""Prints the CloudFormation that AWS makes of a SAM template, as JSON.

CloudFormation itself runs this translator on what `sam deploy` uploads. Parameters
keep their references, so that what is printed holds for all of their values.
"""

import json
import sys

from samtranslator.translator.transform import transform
from samtranslator.yaml_helper import yaml_parse


class NoManagedPolicies:
    """Knows none: every policy of ours is written out."""

    def load(self):
        return {}


def main(path):
    with open(path, encoding="utf-8") as file:
        template = yaml_parse(file.read())
    # As `sam deploy` leaves it, which uploads what it built.
    template["Globals"]["Function"]["CodeUri"] = "s3://bucket/code.zip"
    json.dump(transform(template, {}, NoManagedPolicies()), sys.stdout)


main(sys.argv[1])
