package groundplan.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import groundplan.causes.CauseKind;
import groundplan.git.GitFolder;
import groundplan.kernel.UnitPath;
import groundplan.plan.Action;
import groundplan.plan.Change;
import groundplan.plan.ChangeCause;
import groundplan.plan.ChangeExplanation;
import groundplan.plan.EnvironmentPlan;
import groundplan.plan.UnitPlan;
import groundplan.settings.EnvironmentModel;
import groundplan.testing.Repository;
import groundplan.testing.TempProject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The line of the settings that explains a change, found in a repository whose settings were changed since the last commit. */
class SettingCausesTest {
    private static final String SYSTEM = TempProject.SYSTEM;

    @TempDir
    Path folder;

    private TempProject project;

    @BeforeEach
    void commitASystem() throws IOException {
        project = TempProject.shop(folder)
                .with(
                        SYSTEM,
                        """
                        region: us-east-1
                        account_id: "123456789012"
                        state:
                          bucket: shop-terraform-state
                          lock_table: shop-terraform-locks
                        tags:
                          Team: shop
                        units:
                          kms:
                          network:
                            cidr: 10.0.0.0/16
                            zones: [a, b]
                        """)
                .with(".gitignore", ".groundplan/\n");
        GitFolder git = new GitFolder(folder);
        git.output("init", "-q", "-b", "main");
        git.output("add", "-A");
        git.output("-c", "user.name=n", "-c", "user.email=n@example.com", "commit", "-qm", "first");
    }

    private void replace(String from, String to) {
        String text = project.text(SYSTEM);
        assertEquals(
                2,
                (text + "\0").split(java.util.regex.Pattern.quote(from), -1).length,
                from + " stands in the settings once");
        project.with(SYSTEM, text.replace(from, to));
    }

    private List<String> explained(ChangeCause... causes) throws Exception {
        Project here = new Project(
                folder,
                project.home(),
                Repository.root(),
                Map.of("GROUNDPLAN_HOME", project.home().toString()));
        EnvironmentModel environment = project.environments().get(0);
        UnitPlan unit = new UnitPlan(
                UnitPath.parse("shop/dev/us-east-1/network"),
                false,
                Optional.empty(),
                0,
                Stream.of(causes).map(SettingCausesTest::change).toList());
        EnvironmentPlan plan = new EnvironmentPlan("shop/dev", "", true, List.of(unit), List.of());
        return SettingCauses.in(plan, here, environment, here.documents(environment.units()), Optional::empty)
                .units()
                .get(0)
                .changes()
                .stream()
                .flatMap(change -> change.explanation().causes().stream())
                .map(ChangeCause::beginning)
                .toList();
    }

    private static Change change(ChangeCause cause) {
        return new Change(
                        cause.address(),
                        "aws_vpc",
                        Action.REPLACE,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        Map.of())
                .with(new ChangeExplanation(Optional.empty(), List.of(cause)));
    }

    private static ChangeCause cause(CauseKind kind, String address, String argument) {
        return new ChangeCause(
                kind, address.isEmpty() ? "" : "us-east-1/network", address, argument, List.of(), Optional.empty());
    }

    @Test
    void eachChangeIsExplainedByTheLineThatCausesIt() throws Exception {
        replace("10.0.0.0/16", "10.1.0.0/16");
        replace("Team: shop", "Team: orders");
        assertEquals(
                List.of(
                        SYSTEM + ":11: units.network.cidr 10.0.0.0/16 -> 10.1.0.0/16",
                        // Its range is made of that of the network.
                        SYSTEM + ":11: units.network.cidr 10.0.0.0/16 -> 10.1.0.0/16",
                        SYSTEM + ":7: tags.Team shop -> orders",
                        "us-east-1/network: aws_vpc.main.enable_dns_support, changed in the configuration"),
                explained(
                        cause(CauseKind.ARGUMENT, "aws_vpc.main", "cidr_block"),
                        cause(CauseKind.ARGUMENT, "aws_subnet.private_a", "cidr_block"),
                        cause(CauseKind.ARGUMENT, "", "default_tags"),
                        cause(CauseKind.ARGUMENT, "aws_vpc.main", "enable_dns_support")));
    }

    /** Both are part of one argument, as two variables of a container are. */
    @Test
    void allLinesThatChangeAnArgumentExplainIt() throws Exception {
        replace("Team: shop", "Team: orders\n  Owner: ops");
        assertEquals(
                List.of(SYSTEM + ":8: tags.Owner is new: ops", SYSTEM + ":7: tags.Team shop -> orders"),
                explained(cause(CauseKind.ARGUMENT, "", "default_tags")));
    }

    @Test
    void whatIsNewOrGoneIsExplainedToo() throws Exception {
        replace("[a, b]", "[b, c]");
        assertEquals(
                List.of(
                        SYSTEM + ":12: units.network.zones [a, b] -> [b, c]",
                        SYSTEM + ":12: units.network.zones [a, b] -> [b, c]"),
                explained(
                        cause(CauseKind.ADDED, "aws_subnet.private_c", ""),
                        cause(CauseKind.REMOVED, "aws_subnet.private_a", "")));
    }

    /** The zone cannot be taken away while endpoints are in it. */
    @Test
    void aKeyThatAnotherNeedsExplainsWhatNoneDoesAlone() throws Exception {
        replace("    zones: [a, b]\n", "    zones: [a, b, c]\n    subnets: {endpoint_zones: [c]}\n");
        assertEquals(
                List.of(SYSTEM + ":12: units.network.zones [a, b] -> [a, b, c]"),
                explained(cause(CauseKind.ADDED, "aws_subnet.private_c", "")));
    }

    @Test
    void whatWasChangedOutsideHasNoLine() throws Exception {
        replace("10.0.0.0/16", "10.1.0.0/16");
        assertEquals(
                List.of("us-east-1/network: aws_vpc.main.cidr_block, changed outside of Terraform"),
                explained(cause(CauseKind.CHANGED_OUTSIDE, "aws_vpc.main", "cidr_block")));
    }
}
