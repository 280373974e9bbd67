"""The real W&B SDK against a sandbox: python suite.py PHASE URL API_KEY. Prints one line of JSON for each check."""

import atexit
import json
import os
import shutil
import sys
import tempfile
import traceback
import urllib.request

import no_telemetry  # noqa: F401

# Nothing of the user's own W&B, and nothing into it.
for name in [name for name in os.environ if name.startswith("WANDB_")]:
    del os.environ[name]
FOLDER = tempfile.mkdtemp()
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)
for kind in ("CONFIG", "CACHE", "DATA", "ARTIFACT"):
    os.environ[f"WANDB_{kind}_DIR"] = os.path.join(FOLDER, kind.lower())
os.environ |= {"WANDB_DIR": FOLDER, "NETRC": os.path.join(FOLDER, "netrc"), "NO_PROXY": "127.0.0.1"}
os.environ |= {"WANDB_SILENT": "true", "WANDB_ERROR_REPORTING": "false"}

import wandb  # noqa: E402
from wandb.automations import (  # noqa: E402
    ArtifactEvent,
    DoNothing,
    MetricChangeFilter,
    OnAddArtifactAlias,
    OnAddArtifactTag,
    OnAddCollectionTag,
    OnCreateArtifact,
    OnLinkArtifact,
    OnRemoveArtifactTag,
    OnRemoveCollectionTag,
    OnRunMetric,
    OnRunState,
    OnUnlinkArtifact,
    RunEvent,
    SendNotification,
    SendPromptToAria,
    SendWebhook,
)
from wandb.automations._inputs import prepare_to_create  # noqa: E402
from wandb.errors import UnsupportedError  # noqa: E402

PHASE, URL, KEY = sys.argv[1:4]
os.environ["WANDB_BASE_URL"], os.environ["WANDB_API_KEY"] = URL, KEY
api = wandb.Api(api_key=KEY, overrides={"base_url": URL})
TEAM, ORG, ORG_ENTITY = "my-team", "my-org", "my-org-entity"


def check(name, test):
    """Reports one check: a failing assertion or an exception is its error."""
    try:
        detail = test()
        print(json.dumps({"name": name, "ok": True, "detail": detail}), flush=True)
    except Exception:
        print(json.dumps({"name": name, "ok": False, "error": traceback.format_exc()}), flush=True)


def same(actual, expected):
    assert actual == expected, f"{actual!r} is not {expected!r}"


def graphql(query, variables):
    """Asks the server past the SDK."""
    request = urllib.request.Request(
        f"{URL}/graphql",
        json.dumps({"query": query, "variables": variables}).encode(),
        {"Content-Type": "application/json", "Authorization": f"Bearer {KEY}"},
    )
    with urllib.request.urlopen(request) as response:
        return json.load(response)["data"]


# --- what there is -------------------------------------------------------------------------------------------------


def reading():
    run_path = f"{TEAM}/finetune/ft3k9x0a"
    run = api.run(run_path)

    def viewer():
        same((api.viewer.username, api.viewer.entity, api.viewer.teams), ("demo", TEAM, [TEAM]))

    def project():
        same(api.project("finetune", TEAM).path, [TEAM, "finetune"])
        same([p.name for p in api.projects(TEAM, per_page=1)], ["finetune", "pretrain"])

    def team():
        same([m.username for m in api.team(TEAM).members], ["demo", "ada", "guest"])

    def organization():
        same(api.organization(ORG).org_entity.name, ORG_ENTITY)

    def registries():
        same([r.name for r in api.registries(ORG)], ["model"])
        same([r.name for r in api.registries()], ["model"])
        same([c.name for c in api.registries(ORG).collections()], ["llm", "classifier"])
        found = api.registries(ORG, filter={"name": {"$regex": "model"}}).collections(filter={"name": "llm"})
        same([v.name for v in found.versions(filter={"alias": "prod"})], ["llm:v1"])

    def collections():
        same([c.name for c in api.artifact_collections(f"{TEAM}/finetune", "model")], ["llm-checkpoint", "classifier-checkpoint"])
        same([t.name for t in api.artifact_types(f"{TEAM}/finetune")], ["model"])
        llm = api.artifact_collection("model", f"{ORG}/wandb-registry-model/llm")
        same((sorted(llm.tags), llm.is_sequence()), (["internal", "text"], False))
        assert {"prod", "staging", "latest"} <= set(llm.aliases)

    def artifacts():
        same([a.version for a in api.artifacts("model", f"{TEAM}/finetune/llm-checkpoint")], ["v0", "v1", "v2", "v3"])
        best = api.artifact(f"{TEAM}/finetune/llm-checkpoint:best")
        same((best.version, best.metadata["params"], best.logged_by().name), ("v2", "7B", "llm-full-retry"))
        same(api.artifact(f"{ORG}/wandb-registry-model/llm:prod").aliases, ["prod"])

    def runs():
        same(len(api.runs(f"{TEAM}/finetune", per_page=5)), 12)
        same({r.state for r in api.runs(f"{TEAM}/finetune", filters={"state": "finished"})}, {"finished"})
        same([r.name for r in api.runs(f"{TEAM}/pretrain", filters={"display_name": {"$regex": "^exp-1"}}, order="-created_at")], [
            "exp-1.3b-resumed",
            "exp-1.3b",
            "exp-125m",
        ])
        same((run.name, run.config["rank"], run.tags, run.lastHistoryStep), ("llm-lora-r8", 8, ["baseline"], 119))
        assert run.summary["loss"] > 0

    def history():
        same(len(run.history(pandas=False)), 120)
        same(len(run.history(samples=10, pandas=False)), 10)
        rows = run.history(keys=["val/loss"], pandas=False)
        same((len(rows), rows[0]["_step"]), (12, 9))
        assert len(run.history(stream="system", pandas=False)) > 50

    def scan_history():
        same([row["_step"] for row in run.scan_history(page_size=7)], list(range(120)))
        same([row["_step"] for row in run.scan_history(keys=["_step", "val/acc"])], list(range(9, 120, 10)))

    def integrations():
        same([s.channel_name for s in api.slack_integrations(entity=TEAM)], ["#ml-alerts", "#ml-oncall"])
        same([w.name for w in api.webhook_integrations(entity=TEAM)], ["retrain-hook", "deploy"])
        same(len(list(api.integrations())), 4)

    def automations():
        listed = [a.name for a in api.automations(entity=TEAM, per_page=2)]
        same(len(listed), len(set(listed)))
        assert {"val-loss-high", "failed-runs", "retrain-on-drop", "gpu-memory-outlier"} <= set(listed)
        same([a.name for a in api.automations(entity=ORG_ENTITY)], ["deploy-prod-llm", "new-registered-model"])
        same(api.automation(name="new-registered-model").enabled, False)

    def not_there():
        for missing in (
            lambda: api.run(f"{TEAM}/finetune/nothing"),
            lambda: api.artifact(f"{TEAM}/finetune/llm-checkpoint:nothing"),
            lambda: api.automation(name="nothing", entity=TEAM),
            lambda: api.registry("nothing", ORG).load(),
        ):
            try:
                missing()
            except Exception as error:
                assert "Traceback" not in str(error)
            else:
                raise AssertionError("found what isn't there")

    for test in (viewer, project, team, organization, registries, collections, artifacts, runs, history, scan_history, integrations, automations, not_there):
        check(f"reads: {test.__name__}", test)


def artifact_changes():
    def aliases_and_tags():
        artifact = api.artifact(f"{TEAM}/finetune/classifier-checkpoint:v0")
        artifact.aliases.append("reviewed")
        artifact.tags = ["small"]
        artifact.metadata["note"] = "checked"
        artifact.save()
        again = api.artifact(f"{TEAM}/finetune/classifier-checkpoint:reviewed")
        same((again.version, again.tags, again.metadata["note"]), ("v0", ["small"], "checked"))

    def linking():
        artifact = api.artifact(f"{TEAM}/finetune/llm-checkpoint:v3")
        artifact.link(f"{ORG}/wandb-registry-model/llm", aliases=["canary"])
        linked = api.artifact(f"{ORG}/wandb-registry-model/llm:canary")
        same(linked.version, "v3")
        linked.unlink()

    def collection_tags():
        collection = api.artifact_collection("model", f"{ORG}/wandb-registry-model/classifier")
        collection.tags = ["vision"]
        collection.save()
        same(api.artifact_collection("model", f"{ORG}/wandb-registry-model/classifier").tags, ["vision"])

    def runs():
        api.create_run(run_id="from-sdk", project="finetune", entity=TEAM)
        run = api.run(f"{TEAM}/finetune/from-sdk")
        run.display_name = "made by the SDK"
        run.config["lr"] = 0.5
        run.update()
        same(api.run(f"{TEAM}/finetune/from-sdk").config["lr"], 0.5)
        same(run.update_state("failed"), True)

    def projects():
        api.create_project("made", TEAM)
        same(api.project("made", TEAM).name, "made")
        registry = api.create_registry("data", "organization", organization=ORG)
        same([r.name for r in api.registries(ORG)], ["model", "data"])
        same(OnLinkArtifact(scope=registry).scope.id, api.registry("data", ORG).id)

    for test in (aliases_and_tags, linking, collection_tags, runs, projects):
        check(f"changes: {test.__name__}", test)


def training():
    """A script that trains: what it logs sets automations off."""
    settings = wandb.Settings(silent=True, console="off", x_disable_stats=True, init_timeout=60)

    def train():
        with wandb.init(project="finetune", entity=TEAM, name="from a script", config={"lr": 0.1}, settings=settings) as run:
            for step in range(6):
                run.log({"loss": 6 - step, "val/loss": 2.0})
        run = api.run(f"{TEAM}/finetune/{run.id}")
        same((run.name, run.state, run.config["lr"], run.summary["loss"]), ("from a script", "finished", 0.1, 1))
        same([row["loss"] for row in run.scan_history()], [6, 5, 4, 3, 2, 1])

    def fail():
        try:
            with wandb.init(project="pretrain", entity=TEAM, name="a failing script", settings=settings):
                raise ArithmeticError
        except ArithmeticError:
            pass

    def fired():
        query = """query($id: ID!) { triggerExecutions(triggerID: $id) { edges { node { state event { data {
            ... on RunMetricEventDetails { runName metricValues } ... on RunStateEventDetails { runName newRunState } } } } } } }"""
        latest = {}
        for name in ("val-loss-high", "failed-runs"):
            trigger = api.automation(name=name, entity=TEAM)
            latest[name] = graphql(query, {"id": trigger.id})["triggerExecutions"]["edges"][0]["node"]
        same(latest["val-loss-high"]["event"]["data"], {"runName": "from a script", "metricValues": [2, 2, 2, 2, 2]})
        same(latest["failed-runs"]["event"]["data"], {"runName": "a failing script", "newRunState": "FAILED"})

    for test in (train, fail, fired):
        check(f"trains: {test.__name__}", test)


# --- automations ---------------------------------------------------------------------------------------------------


def scopes():
    return {
        "project": api.project("finetune", TEAM),
        "registry": api.registry("model", ORG),
        "sequence": api.artifact_collection("model", f"{TEAM}/finetune/llm-checkpoint"),
        "portfolio": api.artifact_collection("model", f"{ORG}/wandb-registry-model/llm"),
        "team": api.team(TEAM),
        "organization": api.organization(ORG),
    }


MUTATIONS = {
    "create": OnCreateArtifact,
    "link": OnLinkArtifact,
    "unlink": OnUnlinkArtifact,
    "add-alias": OnAddArtifactAlias,
    "add-tag": OnAddArtifactTag,
    "remove-tag": OnRemoveArtifactTag,
    "add-collection-tag": OnAddCollectionTag,
    "remove-collection-tag": OnRemoveCollectionTag,
}

RUNS = {
    "threshold": (OnRunMetric, RunEvent.metric("loss").avg(5) > 1.5),
    "threshold-and-name": (OnRunMetric, (RunEvent.metric("loss") <= 1e-5) & RunEvent.name.contains('é "x"')),
    "change": (OnRunMetric, RunEvent.metric("val/acc").avg(3).decreases_by(frac=0.25)),
    "change-with-prior": (
        OnRunMetric,
        MetricChangeFilter(name="loss", agg="AVERAGE", window=10, prior_window=50, change_type="RELATIVE", change_dir="ANY", threshold=0.1),
    ),
    "zscore": (OnRunMetric, abs(RunEvent.metric("loss").zscore(30)) > 3),
    "state": (OnRunState, RunEvent.state.in_(["failed", "running"]) & ~(RunEvent.name == "x")),
}

RUN_SCOPES = {"project", "team", "organization"}


def mutation_filter(event):
    return ArtifactEvent.tag.matches_regex("^prod") if "Tag" in event.__name__ else (ArtifactEvent.alias == "a") | (ArtifactEvent.alias != "b")


def events():
    """Every event at every scope: a function that makes it, and whether the SDK agrees to it."""
    for scope_name, scope in scopes().items():
        for name, event in MUTATIONS.items():
            allowed = name != "create" or scope_name in ("sequence", "portfolio")
            yield f"{name} at {scope_name}", (lambda e=event, s=scope: e(scope=s, filter=mutation_filter(e))), allowed
            if name == "link":
                yield f"{name} at {scope_name}, any", (lambda e=event, s=scope: e(scope=s)), allowed
        for name, (event, condition) in RUNS.items():
            yield f"{name} at {scope_name}", (lambda e=event, s=scope, c=condition: e(scope=s, filter=c)), scope_name in RUN_SCOPES


def actions():
    slack = next(iter(api.slack_integrations(entity=TEAM)))
    webhook = next(iter(api.webhook_integrations(entity=TEAM)))
    return {
        "slack": SendNotification.from_integration(slack, title="t é", text="m", level="WARN"),
        "webhook": SendWebhook.from_integration(webhook, payload={"a": "${event_type}", "n": [1, 2.5, None]}),
        "webhook without payload": SendWebhook.from_integration(webhook),
        "nothing": DoNothing(),
        "aria": SendPromptToAria(prompt="Look at ${run_name}"),
    }


def dumped(part):
    return part.model_dump(mode="json", exclude={"id", "created_at", "updated_at"})


def read_back(saved, event, action):
    """What was saved, turned into an input again, is what was sent."""
    from wandb.automations._inputs import prepare_to_update

    sent, again = prepare_to_create(event >> action, name=saved.name), prepare_to_update(saved)
    for field in ("scope_type", "scope_id", "triggering_event_type", "triggered_action_type"):
        same(getattr(again, field), getattr(sent, field))
    same(json.loads(again.event_filter), json.loads(sent.event_filter))
    same(again.triggered_action_config.model_dump(), sent.triggered_action_config.model_dump())


def entity_of(event):
    return ORG_ENTITY if getattr(event.scope, "name", "") in ("wandb-registry-model", "llm", ORG_ENTITY) else TEAM


def writing():
    chosen = actions()
    for number, (name, make, allowed) in enumerate(events()):
        if not allowed:

            def refused(make=make):
                try:
                    make()
                except Exception:
                    return
                raise AssertionError("the SDK agrees to this event; so the suite should")

            check(f"refuses: {name}", refused)
            continue
        for action_name, action in chosen.items():

            def whole_life(make=make, action=action, title=f"sdk {number} {action_name}"):
                event = make()
                entity = entity_of(event)
                made = api.create_automation(event >> action, name=title, description="d")
                read_back(made, event, action)
                same((made.name, made.description, made.enabled, made.updated_at), (title, "d", True, None))
                found = api.automation(name=title, entity=entity)
                same(dumped(found), dumped(made))
                off = api.update_automation(found, enabled=False, name=f"{title}, off", description="e")
                same((off.id, off.name, off.enabled, off.description), (made.id, f"{title}, off", False, "e"))
                assert off.updated_at is not None
                read_back(off, event, action)
                try:
                    api.create_automation(event >> action, name=off.name)
                    raise AssertionError("made the same automation twice")
                except wandb.CommError as error:
                    assert "exists" in str(error)
                same(api.delete_automation(off), True)
                try:
                    api.delete_automation(off)
                except Exception:
                    return
                raise AssertionError("deleted twice")

            check(f"writes: {name} → {action_name}", whole_life)


def crossing():
    """What the other side made reads back equal, and the other way round: one automation of each kind for each direction."""
    create = "mutation($input: CreateFilterTriggerInput!) { createFilterTrigger(input: $input) { trigger { id } } }"
    read = """query($id: String!) { entity(name: $id) { triggers(first: 1000) { edges { node { id
        triggeringCondition { ... on FilterEventTriggeringCondition { eventType filter } } } } } } }"""
    action = actions()["webhook"]
    for number, (name, make, allowed) in enumerate(events()):
        if not allowed:
            continue

        def both_ways(make=make, title=f"cross {number}"):
            event = make()
            sent = prepare_to_create(event >> action, name=title).model_dump()
            graphql(create, {"input": sent})
            theirs = api.automation(name=title, entity=entity_of(event))
            read_back(theirs, event, action)
            ours = api.create_automation(event >> action, name=f"{title}, ours")
            nodes = [edge["node"] for edge in graphql(read, {"id": entity_of(event)})["entity"]["triggers"]["edges"]]
            mine, other = (next(n for n in nodes if n["id"] == a.id)["triggeringCondition"] for a in (ours, theirs))
            same(mine, other)
            saved = json.loads(mine["filter"])
            same(saved.get("filter", saved), json.loads(sent["eventFilter"]))
            for automation in (ours, theirs):
                api.delete_automation(automation)

        check(f"crosses: {name}", both_ways)


# --- older servers -------------------------------------------------------------------------------------------------


def older():
    """What every server can do; what this one can't is refused by the SDK before it asks."""
    project = api.project("finetune", TEAM)
    supported = {}

    def attempt(name, event):
        def test():
            try:
                made = api.create_automation(event >> DoNothing(), name=f"older {name}")
            except (UnsupportedError, wandb.CommError) as error:
                # RUN_STATE the SDK believes every server to have; one of 0.67 says itself that it hasn't.
                assert "not supported" in str(error) or "does not exist" in str(error), error
                supported[name] = False
                return "unsupported"
            supported[name] = True
            same(api.automation(name=f"older {name}", entity=TEAM).id, made.id)
            same(api.update_automation(made, enabled=False).enabled, False)
            same(api.delete_automation(made), True)
            return "supported"

        check(f"older: {name}", test)

    for name, event in MUTATIONS.items():
        if name != "create":
            attempt(name, event(scope=project))
    for name, (event, condition) in RUNS.items():
        attempt(name, event(scope=project, filter=condition))
    attempt("team", OnLinkArtifact(scope=api.team(TEAM)))

    def lists():
        listed = {a.name for a in api.automations(entity=TEAM)}
        assert "val-loss-high" in listed
        same("gpu-memory-outlier" in listed, supported["team"])
        same(len(list(api.slack_integrations(entity=TEAM))), 2)
        same(len(api.runs(f"{TEAM}/finetune")), 12)
        same(len(list(api.run(f"{TEAM}/finetune/ft3k9x0a").scan_history())), 120)

    check("older: lists", lists)


{
    "read": reading,
    "change": artifact_changes,
    "train": training,
    "write": writing,
    "cross": crossing,
    "older": older,
}[PHASE]()
