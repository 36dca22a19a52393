"""Runs responses through the services of a generated configuration, with the classes of SATOSA itself."""
import importlib
import json
import sys

from satosa.context import Context
from satosa.exception import SATOSAAuthenticationError
from satosa.internal import AuthenticationInformation, InternalData
from satosa.yaml import load


def service(plugin):
    module, name = plugin["module"].rsplit(".", 1)
    made = getattr(importlib.import_module(module), name)(config=plugin["config"], name=plugin["name"], base_url="https://proxy.example")
    made.next = lambda context, data: data
    return made


def answer(services, response):
    data = InternalData(auth_info=AuthenticationInformation(issuer=response["issuer"]), requester="urn:amazon:webservices")
    data.attributes = response["attributes"]
    context = Context()
    context.state = {}
    try:
        for one in services:
            data = one.process(context, data)
    except SATOSAAuthenticationError:
        return None
    return {name: values for name, values in data.attributes.items() if values}


given = json.load(sys.stdin)
services = [service(plugin) for plugin in load(given["configuration"])["MICRO_SERVICES"]]
json.dump([answer(services, response) for response in given["responses"]], sys.stdout)
