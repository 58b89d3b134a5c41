package groundplan.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.MissingNode;
import groundplan.json.TerraformJson;
import groundplan.kernel.UnitPath;
import groundplan.plan.Action;
import groundplan.plan.Change;
import groundplan.plan.EnvironmentPlan;
import groundplan.plan.UnitPlan;
import groundplan.plan.Verdict;
import groundplan.review.Danger;
import groundplan.review.Dangers;
import groundplan.review.ResourceChange;
import groundplan.settings.Allowance;
import groundplan.settings.EnvironmentModel;
import groundplan.states.StateFile;
import groundplan.synth.UnitDocument;
import groundplan.testing.TempProject;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanGuardTest {
    private static final UnitPath KMS = UnitPath.parse("shop/dev/us-east-1/kms");
    private static final UnitPath NETWORK = UnitPath.parse("shop/dev/us-east-1/network");
    private static final UnitPath GONE = UnitPath.parse("shop/dev/us-east-1/cache");
    private static final LocalDate TODAY = LocalDate.of(2030, 6, 1);
    private static final Change KEY = change("aws_kms_key.data", Action.DELETE, true);

    @TempDir
    Path folder;

    @Test
    void aLossNeedsAnAllowance() throws Exception {
        Verdict verdict = judge("", "", unit(KMS, false, KEY));
        assertEquals(
                List.of("us-east-1/kms aws_kms_key.data"),
                verdict.refusals().stream().map(Verdict.Refusal::where).toList());
        assertTrue(
                verdict.refusals()
                        .get(0)
                        .remedy()
                        .contains("environments/shop/allowances.yaml: {unit: " + KMS
                                + ", address: \"aws_kms_key.data\", actions: [delete]"),
                verdict.refusals().get(0)::remedy);
    }

    /** Of a destroy, say: nobody writes one for each resource. */
    @Test
    void oneAllowanceForAllIsProposedBesideThoseForEach() throws Exception {
        Change other = change("aws_kms_key.logs", Action.DELETE, true);
        String note = judge("", "", unit(KMS, false, KEY, other)).notes().get(0);
        assertTrue(
                note.contains("allows all 2 of these")
                        && note.contains("{unit: \"" + KMS + "\", address: \"aws_kms_key.*\", actions: [delete]"),
                note);
        note = judge("", "", unit(KMS, false, KEY), unit(NETWORK, false, change("aws_vpc.main", Action.REPLACE, true)))
                .notes()
                .get(0);
        assertTrue(note.contains("{unit: \"shop/dev/us-east-1/*\", address: \"*\", actions: [delete, replace]"), note);
        String entry = note.replaceFirst("(?s).*: \\{(.*)\\}", "- {$1}\n")
                .replace("reason: ...", "reason: The shop is given up for good.")
                .replace("owner: ...", "owner: platform");
        assertEquals(
                List.of(),
                judge(
                                "",
                                entry,
                                unit(KMS, false, KEY),
                                unit(NETWORK, false, change("aws_vpc.main", Action.REPLACE, true)))
                        .refusals(),
                "it is valid as it is, and enough");
    }

    @Test
    void whatHoldsNothingGoesWithoutOne() throws Exception {
        assertEquals(Verdict.NONE, judge("", "", unit(KMS, false, change("aws_kms_alias.data", Action.DELETE, false))));
    }

    @Test
    void anAllowanceLetsItHappen() throws Exception {
        assertEquals(
                Verdict.NONE,
                judge("", allow("shop/dev/*", "aws_kms_key.*", "[delete]", "2030-06-01"), unit(KMS, false, KEY)),
                "on its last day it still counts");
    }

    @Test
    void anAllowanceThatIsOverDoesNot() throws Exception {
        Verdict verdict =
                judge("", allow("shop/dev/*", "aws_kms_key.*", "[delete]", "2030-05-31"), unit(KMS, false, KEY));
        assertEquals(
                "The allowance at environments/shop/allowances.yaml:1:3 expired on 2030-05-31",
                verdict.refusals().get(0).remedy());
        assertEquals(
                List.of(
                        "environments/shop/allowances.yaml:1:3: the allowance for shop/dev/* aws_kms_key.* expired on 2030-05-31;"
                                + " remove or renew it."),
                verdict.notes());
    }

    @Test
    void anAllowanceIsForOneAction() throws Exception {
        Verdict verdict =
                judge("", allow("shop/dev/*", "aws_kms_key.*", "[replace]", "2030-07-01"), unit(KMS, false, KEY));
        assertEquals(
                "The allowance at environments/shop/allowances.yaml:1:3 allows it to be replaced, but not deleted",
                verdict.refusals().get(0).remedy());
    }

    @Test
    void anAllowanceThatNobodyNeedsIsNamed() throws Exception {
        assertEquals(
                List.of(
                        "environments/shop/allowances.yaml:1:3: the allowance for shop/dev/us-east-1/kms * is not needed by this"
                                + " plan; remove it."),
                judge("", allow(KMS.toString(), "\"*\"", "[delete]", "2030-07-01"), unit(KMS, false))
                        .notes());
    }

    @Test
    void anAllowanceForUnitsThatAreNotPlannedIsNotJudged() throws Exception {
        assertEquals(
                Verdict.NONE,
                judge("", allow(NETWORK.toString(), "\"*\"", "[delete]", "2030-07-01"), unit(KMS, false)));
    }

    @Test
    void anAllowanceForAnUnknownUnitNamesTheNearest() throws Exception {
        assertEquals(
                List.of(
                        "environments/shop/allowances.yaml:1:3: the allowance for shop/dev/us-east-1/kmss * names a unit that"
                                + " does not exist; did you mean 'shop/dev/us-east-1/kms'?"),
                judge("", allow("shop/dev/us-east-1/kmss", "\"*\"", "[delete]", "2030-07-01"), unit(KMS, false))
                        .notes());
    }

    @Test
    void aUnitThatIsGoneFromTheSettingsIsOneRefusal() throws Exception {
        UnitPlan gone = unit(
                GONE,
                true,
                change("aws_elasticache_replication_group.cache", Action.DELETE, true),
                change("aws_security_group.cache", Action.DELETE, false));
        Verdict verdict = judge("", "", gone);
        assertEquals(1, verdict.refusals().size(), verdict::toString);
        assertTrue(
                verdict.refusals()
                        .get(0)
                        .what()
                        .startsWith("is no longer in the settings; 2 resources would be destroyed, with the"
                                + " data of aws_elasticache_replication_group.cache"),
                verdict.refusals().get(0)::what);
        assertEquals(Verdict.NONE, judge("", allow(GONE.toString(), "\"*\"", "[delete]", "2030-07-01"), gone));
    }

    @Test
    void anEnvironmentMayOnlyReportLosses() throws Exception {
        assertEquals(
                Verdict.NONE,
                judge(
                        "guards: {losses: report}\n",
                        "",
                        unit(KMS, false, KEY),
                        unit(GONE, true, change("aws_s3_bucket.x", Action.DELETE, true))));
    }

    @Test
    void preventDestroyHoldsWhereLossesAreReported() throws Exception {
        String report = "guards: {losses: report}\n";
        assertEquals(
                "is destroyed; prevent_destroy protects it",
                judge(report, "", unit(KMS, false, change("aws_kms_alias.kept", Action.DELETE, false)))
                        .refusals()
                        .get(0)
                        .what());
        assertEquals(
                Verdict.NONE,
                new PlanGuard(guarded(report), List.of(), true, TODAY)
                        .of(
                                plan(unit(KMS, false, change("aws_kms_alias.kept", Action.DELETE, false))),
                                documents(environment(report)),
                                Map.of(),
                                List.of()),
                "on an emulator nothing has Terraform's own protection");
    }

    @Test
    void anOutputThatAppliedUnitsStillUseEndsInTwoSteps() throws Exception {
        Map<UnitPath, StateFile> states = new TreeMap<>(Map.of(
                KMS,
                        state(
                                "\"old_key_arn\": {\"value\": \"arn:aws:kms:us-east-1:1:key/abc\"}, \"old_days\": {\"value\": \"30\"}",
                                "x"),
                NETWORK, state("", "uses arn:aws:kms:us-east-1:1:key/abc and 30 of them")));
        Verdict verdict = new PlanGuard(guarded(""), List.of(), false, TODAY)
                .of(plan(unit(KMS, false), unit(NETWORK, false)), documents(environment("")), states, List.of());
        assertEquals(
                List.of("us-east-1/kms output.old_key_arn"),
                verdict.refusals().stream().map(Verdict.Refusal::where).toList(),
                "a figure such as 30 says nothing");
        assertEquals(
                "is no longer published, and shop/dev/us-east-1/network still uses its value",
                verdict.refusals().get(0).what());
        assertTrue(
                verdict.refusals().get(0).remedy().startsWith("Do it in two steps: first change the reader"),
                verdict.refusals().get(0)::remedy);
        List<Allowance> allowed = allowances(allow(KMS.toString(), "output.old_key_arn", "[delete]", "2030-07-01"));
        assertEquals(
                Verdict.NONE,
                new PlanGuard(guarded(""), allowed, false, TODAY)
                        .of(
                                plan(unit(KMS, false), unit(NETWORK, false)),
                                documents(environment("")),
                                states,
                                List.of()));
    }

    @Test
    void statesThatWereLeftBehindAreOneRefusalUntilAllAreAllowed() throws Exception {
        LeftStates left = new LeftStates("s3://new/dev/", "s3://old/dev/", List.of(KMS, NETWORK), Optional.empty());
        for (String allowance : List.of("", allow(KMS.toString(), "terraform_state", "[replace]", "2030-07-01"))) {
            Verdict verdict = new PlanGuard(guarded(""), allowances(allowance), false, TODAY)
                    .of(plan(unit(KMS, false), unit(NETWORK, false)), List.of(), Map.of(), List.of(left));
            assertEquals(1, verdict.refusals().size(), verdict::toString);
            assertEquals(List.of(), verdict.notes());
        }
        List<Allowance> all = allowances(allow("shop/dev/*", "terraform_state", "[replace]", "2030-07-01"));
        assertEquals(
                Verdict.NONE,
                new PlanGuard(guarded(""), all, false, TODAY)
                        .of(plan(unit(KMS, false), unit(NETWORK, false)), List.of(), Map.of(), List.of(left)));
    }

    @Test
    void aLossByAnUpdateNeedsAnAllowanceToo() throws Exception {
        Change update = change(
                "aws_s3_bucket_lifecycle_configuration.proofs",
                Action.UPDATE,
                new Danger(Danger.Weight.DATA_LOSS, "objects are deleted after 1 day instead of 365"));
        Change locked = change(
                "aws_kms_key.data",
                Action.UPDATE,
                new Danger(Danger.Weight.LOCK_OUT, "is_enabled is disabled"),
                new Danger(Danger.Weight.PROTECTION, "the key is no longer rotated"));
        Verdict verdict = judge("", "", unit(KMS, false, update, locked));
        assertEquals(
                List.of("objects are deleted after 1 day instead of 365", "is_enabled is disabled"),
                verdict.refusals().stream().map(Verdict.Refusal::what).toList());
        assertTrue(
                verdict.refusals().get(0).remedy().contains("actions: [update]"),
                verdict.refusals().get(0)::remedy);
        assertEquals(
                Verdict.NONE,
                judge("", allow(KMS.toString(), "\"*\"", "[update]", "2030-07-01"), unit(KMS, false, update, locked)));
        assertEquals(Verdict.NONE, judge("guards: {losses: report}\n", "", unit(KMS, false, update, locked)));
    }

    @Test
    void whatAwsWillNotDeleteIsRefusedInSpiteOfAnAllowance() throws Exception {
        Change table = change(
                "aws_dynamodb_table.orders",
                Action.DELETE,
                new Danger(Danger.Weight.DATA_LOSS, "is destroyed: its items are lost"),
                new Danger(Danger.Weight.DELETION_PROTECTED, "AWS refuses to delete it"));
        Change subnet = change(
                "aws_subnet.private_a",
                Action.REPLACE,
                new Danger(Danger.Weight.IN_USE, "is destroyed before its users are changed"));
        String allowed = allow("shop/dev/*", "\"*\"", "[delete, replace]", "2030-07-01");
        UnitPlan removed = unit(GONE, true, table);
        UnitPlan network = unit(NETWORK, false, subnet);
        assertEquals(
                List.of("AWS refuses to delete it", "is destroyed before its users are changed"),
                judge("", allowed, removed, network).refusals().stream()
                        .map(Verdict.Refusal::what)
                        .toList());
        assertEquals(Verdict.NONE, judge("guards: {undeletable: report}\n", allowed, removed, network));
        assertEquals(
                List.of("AWS refuses to delete it"),
                new PlanGuard(guarded(""), allowances(allowed), true, TODAY)
                        .of(plan(removed, network), documents(environment("")), Map.of(), List.of()).refusals().stream()
                                .map(Verdict.Refusal::what)
                                .toList(),
                "an emulator deletes what is in use");
    }

    @Test
    void anAllowanceLetsTheApplySwitchOffAProtectionOfWhatItDestroys() throws Exception {
        Danger loss = new Danger(Danger.Weight.DATA_LOSS, "is destroyed: its items are lost");
        Danger kept = new Danger(Danger.Weight.DELETION_PROTECTED, "AWS refuses to delete it");
        UnitPlan removed = unit(
                GONE,
                true,
                change("aws_dynamodb_table.orders", Action.DELETE, loss, kept),
                change("aws_eks_cluster.main", Action.DELETE, kept),
                change("aws_rds_cluster.main", Action.REPLACE, loss, kept));
        String allowed = allow("shop/dev/*", "\"*\"", "[delete, replace, unprotect]", "2030-07-01");
        EnvironmentPlan plan = AllowedUnprotecting.in(plan(removed), allowances(allowed), TODAY);
        assertEquals(
                List.of(Danger.Weight.DATA_LOSS, Danger.Weight.UNPROTECTED),
                plan.units().get(0).changes().get(0).dangers().stream()
                        .map(Danger::weight)
                        .toList());
        assertEquals(
                List.of("us-east-1/cache aws_eks_cluster.main", "us-east-1/cache aws_rds_cluster.main"),
                judged(plan, allowed).refusals().stream()
                        .map(Verdict.Refusal::where)
                        .toList(),
                "a type that nobody knows how to switch off, and a replacement");
        // No switch gives a final snapshot a name.
        Danger nameless = Dangers.of(new ResourceChange(
                        "aws_rds_cluster",
                        ResourceChange.Does.DESTROY,
                        TerraformJson.object()
                                .put("deletion_protection", true)
                                .put("skip_final_snapshot", false)
                                .put("final_snapshot_identifier", ""),
                        MissingNode.getInstance()))
                .get(2);
        assertEquals(
                List.of(nameless.weight(), Danger.Weight.UNPROTECTED),
                AllowedUnprotecting.in(
                                plan(unit(GONE, true, change("aws_rds_cluster.old", Action.DELETE, kept, nameless))),
                                allowances(allowed),
                                TODAY)
                        .units()
                        .get(0)
                        .changes()
                        .get(0)
                        .dangers()
                        .stream()
                        .map(Danger::weight)
                        .toList());
        // What was approved is refused again when the allowance is gone, has expired, or allows less.
        for (String less : List.of(
                allow("shop/dev/*", "\"*\"", "[delete, replace]", "2030-07-01"),
                allow("shop/dev/*", "\"*\"", "[delete, replace, unprotect]", "2030-05-01"))) {
            assertTrue(
                    judged(plan, less).refusals().stream()
                            .anyMatch(refusal -> refusal.address().equals("aws_dynamodb_table.orders")),
                    less);
        }
        assertTrue(
                judged(plan(removed), "").refusals().stream()
                        .anyMatch(refusal -> refusal.remedy().contains("actions: [delete, unprotect]")),
                "the refusal says how");
    }

    private Verdict judged(EnvironmentPlan plan, String allowances) throws Exception {
        EnvironmentModel environment = environment("");
        return new PlanGuard(GuardedEnvironment.of(environment), allowances(allowances), false, TODAY)
                .of(plan, documents(environment), Map.of(), List.of());
    }

    private Verdict judge(String guards, String allowances, UnitPlan... units) throws Exception {
        EnvironmentModel environment = environment(guards);
        return new PlanGuard(GuardedEnvironment.of(environment), allowances(allowances), false, TODAY)
                .of(plan(units), documents(environment), Map.of(), List.of());
    }

    private GuardedEnvironment guarded(String guards) {
        return GuardedEnvironment.of(environment(guards));
    }

    private EnvironmentModel environment(String guards) {
        return TempProject.shop(folder)
                .with(TempProject.DEV, guards + "units: {}\n")
                .environments()
                .get(0);
    }

    private List<Allowance> allowances(String yaml) throws Exception {
        TempProject project = new TempProject(folder).with("environments/shop/allowances.yaml", yaml);
        return Allowance.of(project.root(), "shop");
    }

    private static String allow(String unit, String address, String actions, String expires) {
        return "- unit: " + unit + "\n  address: " + address + "\n  actions: " + actions
                + "\n  reason: It was moved to another place.\n  owner: platform\n  expires: \"" + expires + "\"\n";
    }

    /** The environment's units, of which {@code kms} protects an alias. */
    private static List<UnitDocument> documents(EnvironmentModel environment) {
        List<UnitDocument> documents = new ArrayList<>();
        environment
                .units()
                .forEach(unit -> documents.add(new UnitDocument(
                        unit,
                        TerraformJson.read(
                                unit.path().equals(KMS)
                                        ? "{\"resource\": {\"aws_kms_alias\": {\"kept\": {\"lifecycle\": {\"prevent_destroy\": true}}}}}"
                                        : "{}"))));
        return documents;
    }

    private static EnvironmentPlan plan(UnitPlan... units) {
        return new EnvironmentPlan("shop/dev", "0011", true, List.of(units), List.of());
    }

    private static UnitPlan unit(UnitPath path, boolean removed, Change... changes) {
        return new UnitPlan(path, removed, Optional.empty(), 0, List.of(changes));
    }

    private static Change change(String address, Action action, boolean data) {
        Danger loss = new Danger(Danger.Weight.DATA_LOSS, "is destroyed: its data go with it");
        return data ? change(address, action, loss) : change(address, action);
    }

    private static Change change(String address, Action action, Danger... dangers) {
        return new Change(
                address,
                address.split("\\.")[0],
                action,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(dangers),
                Map.of());
    }

    private static StateFile state(String outputs, String holds) {
        return new StateFile(
                "key",
                TerraformJson.read(
                        "{\"version\": 4, \"outputs\": {" + outputs + "}, \"resources\": [{\"mode\": \"managed\","
                                + " \"type\": \"aws_x\", \"name\": \"y\", \"instances\": [{\"attributes\": {\"text\": \""
                                + holds + "\"}}]}]}"));
    }
}
