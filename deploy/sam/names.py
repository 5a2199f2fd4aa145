"""Prints what the SAM CLI calls the images of a runtime and processor, as JSON."""

import json
import sys

from samcli.local.docker.lambda_image import RAPID_IMAGE_TAG_PREFIX, LambdaImage, Runtime
from samcli.local.docker.utils import get_rapid_name

runtime, architecture = sys.argv[1:]
tag = Runtime.get_image_name_tag(runtime, architecture)  # provided:al2023-x86_64
name, version = tag.split(":")
version = version.removesuffix("-" + architecture)
json.dump(
    {
        "base": f"{LambdaImage._INVOKE_REPO_PREFIX}/{tag}",
        "local": f"{LambdaImage._INVOKE_REPO_PREFIX}/{name}:{version}-{RAPID_IMAGE_TAG_PREFIX}-{architecture}",
        "emulator": str(LambdaImage._RAPID_SOURCE_PATH / get_rapid_name(architecture)),
    },
    sys.stdout,
)
