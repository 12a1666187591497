"""compose.yaml is read here; no container engine is at hand to start it."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
COMMANDS = {"web", "worker", "beat", "relay", "migrate"}


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    """The parsed file, anchors and merges resolved."""
    parsed: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text())
    return parsed


def settings_names() -> set[str]:
    """The environment variables that the settings read."""
    source = (ROOT / "training_site/settings.py").read_text()
    return set(re.findall(r'env(?:_list)?\(\s*"([A-Z0-9_]+)"', source)) | {"DATABASE_URL"}


def test_it_has_every_process_that_the_site_needs(compose: dict[str, Any]) -> None:
    assert set(compose["services"]) == {*COMMANDS, "proxy", "postgres", "redis"}


def test_every_service_is_built_or_pulled(compose: dict[str, Any]) -> None:
    for name, service in compose["services"].items():
        assert service.get("image"), name
        assert bool(service.get("build")) is (name in COMMANDS), name


def test_every_dependency_and_volume_exists(compose: dict[str, Any]) -> None:
    services, volumes = compose["services"], set(compose["volumes"])
    for name, service in services.items():
        assert set(service.get("depends_on", {})) <= set(services), name
        sources = [volume.split(":")[0] for volume in service.get("volumes", [])]
        named = {source for source in sources if not source.startswith((".", "$"))}
        assert named <= volumes, name


def test_a_health_condition_waits_only_for_services_with_a_health_check(
    compose: dict[str, Any],
) -> None:
    services = compose["services"]
    for name, service in services.items():
        for other, how in service.get("depends_on", {}).items():
            if how["condition"] == "service_healthy":
                assert "healthcheck" in services[other], f"{name} waits for {other}"


def test_every_process_runs_in_production_with_settings_that_exist(
    compose: dict[str, Any],
) -> None:
    for name in COMMANDS:
        environment = compose["services"][name]["environment"]
        assert environment["MODE"] == "production"
        assert set(environment) <= settings_names(), name


def test_every_variable_is_explained_in_the_example(compose: dict[str, Any]) -> None:
    asked = set(re.findall(r"\$\{([A-Z0-9_]+)", (ROOT / "compose.yaml").read_text()))
    told = set(re.findall(r"^([A-Z0-9_]+)=", (ROOT / "deploy/example.env").read_text(), re.M))
    assert asked - told == {"VERSION", "WORKERS", "EMAIL_USE_TLS"}
    assert told <= asked


def test_only_the_worker_sees_the_signing_keys(compose: dict[str, Any]) -> None:
    for secret in ("KEYS", "PKCS11"):
        seen_by = [name for name, service in compose["services"].items() if secret in str(service)]
        assert seen_by == ["worker"]


def test_only_the_proxy_is_open_to_the_world(compose: dict[str, Any]) -> None:
    assert [name for name, service in compose["services"].items() if "ports" in service] == [
        "proxy"
    ]


def test_management_commands_of_the_stack_exist(compose: dict[str, Any]) -> None:
    text = str([service.get("command") for service in compose["services"].values()])
    ours = {"relay_outbox", "setup_center"}
    assert all(name in text for name in ours)
    found = {path.stem for path in ROOT.glob("*/management/commands/*.py")}
    assert ours <= found


def test_the_image_is_built_from_the_locked_requirements() -> None:
    dockerfile = (ROOT / "Dockerfile").read_text()
    assert dockerfile.count("--require-hashes") == 2
    assert "requirements/base.txt" in dockerfile
    assert "USER center" in dockerfile
