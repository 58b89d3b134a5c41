package groundplan.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.e2e.EmulatedAws.Answer;
import groundplan.e2e.EmulatedAws.Caller;
import groundplan.json.TerraformJson;
import groundplan.settings.EnvironmentModel;
import groundplan.settings.SettingsTree;
import groundplan.testing.Repository;
import groundplan.tools.Emulator;
import groundplan.tools.Tool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The role that applies an environment tries to become more than it is. AWS, here the emulator that enforces permissions, refuses
 * each attempt, in every environment.
 */
class EscalationOnTheEmulatorTest {
    private static final String ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess";
    private static final String ANYBODY =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"*\"},"
                    + "\"Action\":\"sts:AssumeRole\"}]}";
    private static final String EVERYTHING =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}]}";

    @Test
    void theRoleThatAppliesCannotBecomeMore(@TempDir Path folder) throws Exception {
        refused(folder, Attempts::toBecomeMore, 200);
    }

    /** Of the environments that share an account, each has what is its own. */
    @Test
    @Tag("nightly")
    void theRoleThatAppliesCannotReadOrWriteWhatOtherEnvironmentsKeep(@TempDir Path folder) throws Exception {
        refused(folder, Attempts::onOthers, 60);
    }

    /** Some attempts of the apply role of an environment. */
    private interface Trial {
        Map<String, Answer> of(Attempts attempts) throws IOException;
    }

    private static void refused(Path folder, Trial trial, int least) throws Exception {
        Tool tools = new Tool(Repository.root(), Repository.root().resolve(".groundplan"), System.getenv());
        Emulator emulator = new Emulator(tools.path("emulator"), folder);
        List<String> succeeded = new ArrayList<>();
        int tried = 0;
        try {
            EmulatedAws aws = new EmulatedAws(
                    emulator.start(0, Emulator.Abilities.ENFORCING).url());
            List<EnvironmentModel> environments =
                    SettingsTree.read(Repository.root(), groundplan.catalogue.Kinds.all());
            for (EnvironmentModel environment : environments) {
                CommittedRoles roles = CommittedRoles.of(aws, environment).orElse(null);
                if (roles == null) {
                    continue;
                }
                Attempts attempts = new Attempts(aws, environment, environments, roles.create());
                attempts.whatItIsFor();
                Map<String, Answer> answers = trial.of(attempts);
                tried += answers.size();
                answers.forEach((attempt, answer) -> {
                    if (!answer.refused()) {
                        succeeded.add(environment.path() + ": " + attempt + ": " + answer.status() + " "
                                + answer.body().lines().findFirst().orElse(""));
                    }
                });
            }
        } finally {
            emulator.stop();
        }
        assertEquals(List.of(), succeeded, "not refused");
        assertTrue(tried >= least, "only " + tried + " attempts were made");
    }

    /** What somebody tries who is the apply role of an environment, and what each attempt is answered. */
    private static final class Attempts {
        private final EmulatedAws aws;
        private final EnvironmentModel environment;
        private final List<EnvironmentModel> environments;
        private final CommittedRoles roles;
        private final String account;
        private final String prefix;
        private final Caller root;
        private final Caller job;
        private final Map<String, Answer> answers = new TreeMap<>();

        Attempts(
                EmulatedAws aws,
                EnvironmentModel environment,
                List<EnvironmentModel> environments,
                CommittedRoles roles)
                throws IOException {
            this.aws = aws;
            this.environment = environment;
            this.environments = environments;
            this.roles = roles;
            this.account = environment.settings().accountId();
            this.prefix = environment.path().replace('/', '-');
            this.root = Caller.root(account);
            this.job = roles.job("apply");
        }

        Map<String, Answer> toBecomeMore() throws IOException {
            String task = prefix + "-task";
            String outside = "administrator-of-" + prefix;
            aws.iam(
                            root,
                            "CreateRole",
                            Map.of(
                                    "RoleName",
                                    task,
                                    "AssumeRolePolicyDocument",
                                    ANYBODY,
                                    "PermissionsBoundary",
                                    roles.boundary()))
                    .well();
            aws.iam(root, "CreateRole", Map.of("RoleName", outside, "AssumeRolePolicyDocument", ANYBODY))
                    .well();
            aws.iam(root, "AttachRolePolicy", Map.of("RoleName", outside, "PolicyArn", ADMINISTRATOR))
                    .well();
            newRoles();
            ownRoles(task);
            boundary();
            passing(outside);
            people();
            audit();
            return answers;
        }

        /** Otherwise it would be refused everything, and the rest would say nothing. */
        void whatItIsFor() throws IOException {
            aws.iam(
                            job,
                            "CreateRole",
                            Map.of(
                                    "RoleName",
                                    prefix + "-bounded",
                                    "AssumeRolePolicyDocument",
                                    ANYBODY,
                                    "PermissionsBoundary",
                                    roles.boundary()))
                    .well();
            aws.iam(
                            job,
                            "PutRolePolicy",
                            Map.of("RoleName", prefix + "-bounded", "PolicyName", "own", "PolicyDocument", EVERYTHING))
                    .well();
            aws.iam(job, "CreatePolicy", Map.of("PolicyName", prefix + "-own", "PolicyDocument", EVERYTHING))
                    .well();
        }

        private void newRoles() throws IOException {
            String name = prefix + "-escalated";
            iam(
                    "create a role without the boundary",
                    "CreateRole",
                    Map.of("RoleName", name, "AssumeRolePolicyDocument", ANYBODY));
            iam(
                    "create a role with another boundary",
                    "CreateRole",
                    Map.of(
                            "RoleName",
                            name,
                            "AssumeRolePolicyDocument",
                            ANYBODY,
                            "PermissionsBoundary",
                            ADMINISTRATOR));
            iam(
                    "create a role outside of the environment",
                    "CreateRole",
                    Map.of(
                            "RoleName",
                            "other",
                            "AssumeRolePolicyDocument",
                            ANYBODY,
                            "PermissionsBoundary",
                            roles.boundary()));
        }

        private void ownRoles(String task) throws IOException {
            for (String own : List.of("apply", "deploy", "plan")) {
                String name = roles.name(own);
                iam(
                        "attach AdministratorAccess to " + own,
                        "AttachRolePolicy",
                        Map.of("RoleName", name, "PolicyArn", ADMINISTRATOR));
                iam(
                        "give " + own + " a policy",
                        "PutRolePolicy",
                        Map.of("RoleName", name, "PolicyName", "more", "PolicyDocument", EVERYTHING));
                iam("take a policy from " + own, "DeleteRolePolicy", Map.of("RoleName", name, "PolicyName", own));
                iam(
                        "change who " + own + " trusts",
                        "UpdateAssumeRolePolicy",
                        Map.of("RoleName", name, "PolicyDocument", ANYBODY));
                iam("detach the boundary of " + own, "DeleteRolePermissionsBoundary", Map.of("RoleName", name));
                iam(
                        "replace the boundary of " + own,
                        "PutRolePermissionsBoundary",
                        Map.of("RoleName", name, "PermissionsBoundary", ADMINISTRATOR));
            }
            iam("detach the boundary of a task", "DeleteRolePermissionsBoundary", Map.of("RoleName", task));
            iam(
                    "replace the boundary of a task",
                    "PutRolePermissionsBoundary",
                    Map.of("RoleName", task, "PermissionsBoundary", ADMINISTRATOR));
        }

        private void boundary() throws IOException {
            String arn = roles.boundary();
            iam(
                    "edit the boundary",
                    "CreatePolicyVersion",
                    Map.of("PolicyArn", arn, "PolicyDocument", EVERYTHING, "SetAsDefault", "true"));
            iam(
                    "choose another version of the boundary",
                    "SetDefaultPolicyVersion",
                    Map.of("PolicyArn", arn, "VersionId", "v1"));
            iam("delete a version of the boundary", "DeletePolicyVersion", Map.of("PolicyArn", arn, "VersionId", "v1"));
            iam("delete the boundary", "DeletePolicy", Map.of("PolicyArn", arn));
        }

        private void passing(String outside) throws IOException {
            for (String role :
                    List.of("arn:aws:iam::" + account + ":role/" + outside, roles.arn("apply"), roles.arn("plan"))) {
                ObjectNode function = TerraformJson.object();
                function.put("FunctionName", "f")
                        .put("Role", role)
                        .put("Runtime", "python3.13")
                        .put("Handler", "a.b");
                function.putObject("Code").put("ZipFile", "UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==");
                answers.put(
                        "pass " + role + " to a function",
                        aws.rest(job, "lambda", "POST", "/2015-03-31/functions", function.toString()));
            }
            answers.put(
                    "assume " + outside,
                    aws.form(
                            job,
                            "sts",
                            "2011-06-15",
                            "AssumeRole",
                            Map.of(
                                    "RoleArn",
                                    "arn:aws:iam::" + account + ":role/" + outside,
                                    "RoleSessionName",
                                    "more")));
            iam(
                    "attach AdministratorAccess to a role outside",
                    "AttachRolePolicy",
                    Map.of("RoleName", outside, "PolicyArn", ADMINISTRATOR));
        }

        private void people() throws IOException {
            iam("create a user", "CreateUser", Map.of("UserName", prefix + "-somebody"));
            iam("create an access key", "CreateAccessKey", Map.of("UserName", prefix + "-somebody"));
            iam(
                    "trust other clients of GitHub's provider",
                    "AddClientIDToOpenIDConnectProvider",
                    Map.of(
                            "OpenIDConnectProviderArn",
                            "arn:aws:iam::" + account + ":oidc-provider/token.actions.githubusercontent.com",
                            "ClientID",
                            "other"));
        }

        private void audit() throws IOException {
            String trail = "CloudTrail_20131101.";
            ObjectNode named = TerraformJson.object().put("Name", prefix);
            for (String operation : List.of("StopLogging", "DeleteTrail")) {
                answers.put(operation + " of the trail", aws.json(job, "cloudtrail", trail + operation, named));
            }
            ObjectNode recorder = TerraformJson.object().put("ConfigurationRecorderName", "default");
            for (String operation : List.of("StopConfigurationRecorder", "DeleteConfigurationRecorder")) {
                answers.put(operation, aws.json(job, "config", "StarlingDoveService." + operation, recorder));
            }
            answers.put(
                    "delete the detector",
                    aws.rest(job, "guardduty", "DELETE", "/detector/12abc34d567e8fa901bc2d34e56789f0", ""));
        }

        Map<String, Answer> onOthers() throws IOException {
            for (EnvironmentModel other : environments) {
                boolean ofTheSystem = other.path().startsWith(environment.path().replaceAll("/.*", "/"));
                if (!ofTheSystem || other.path().equals(environment.path())) {
                    continue;
                }
                Caller administrator = Caller.root(other.settings().accountId());
                String name = other.path().replace('/', '-') + "-"
                        + environment.path().replaceAll(".*/", "") + "-key";
                ObjectNode secret = TerraformJson.object().put("Name", name).put("SecretString", "secret");
                String arn = aws.json(administrator, "secretsmanager", "secretsmanager.CreateSecret", secret)
                        .well()
                        .text("ARN");
                answers.put(
                        "read a secret of " + other.path(),
                        aws.json(
                                job,
                                "secretsmanager",
                                "secretsmanager.GetSecretValue",
                                TerraformJson.object().put("SecretId", arn)));
                String bucket = "/" + other.settings().state().bucket();
                aws.rest(administrator, "s3", "PUT", bucket, "");
                String state = bucket + "/" + other.path().replaceAll(".*/", "") + "/us-east-1/kms/terraform.tfstate";
                aws.rest(administrator, "s3", "PUT", state, "{}").well();
                answers.put("read a state of " + other.path(), aws.rest(job, "s3", "GET", state, ""));
                answers.put("write a state of " + other.path(), aws.rest(job, "s3", "PUT", state, "{}"));
            }
            return answers;
        }

        private void iam(String attempt, String operation, Map<String, String> parameters) throws IOException {
            answers.put(attempt, aws.iam(job, operation, parameters));
        }
    }
}
