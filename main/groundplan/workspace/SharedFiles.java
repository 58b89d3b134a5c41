package groundplan.workspace;

import groundplan.live.LiveTree;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;

/** The files of the live tree that are not generated, and that Terragrunt reads for every unit. */
public final class SharedFiles {
    /** What {@code run} does, for its help. */
    public static final String ABOUT_RUN =
            "Runs Terraform in the selected units, in dependency order, through Terragrunt. Its plan is Terragrunt's, of each unit alone;"
                    + " 'groundplan plan' plans all units together. plan, apply and destroy print a line for each unit, and errors in"
                    + " full; everything that Terraform prints is in a file. Arguments after -- go to Terraform.";

    private SharedFiles() {}

    /**
     * Those that are not there.
     *
     * @param emulator whether an emulator is used
     */
    public static List<String> missing(Project project, boolean emulator) {
        return Stream.concat(Stream.of("root.hcl"), emulator ? Stream.of("emulator.hcl") : Stream.empty())
                .map(file -> LiveTree.FOLDER + "/" + file)
                .filter(file -> !Files.exists(project.root().resolve(file)))
                .toList();
    }

    /**
     * Returns if none is missing. Terragrunt itself would say that it found no root.hcl, once for each unit.
     *
     * @throws Failure that says what writes them
     */
    public static void require(Project project, boolean emulator) {
        List<String> missing = missing(project, emulator || project.variables().containsKey("AWS_ENDPOINT_URL"));
        if (!missing.isEmpty()) {
            throw Failure.badInput(String.join(" and ", missing) + (missing.size() == 1 ? " is" : " are")
                    + " missing, which Terragrunt reads for every unit; run " + project.command() + " init");
        }
    }

    /** Says whose plans {@code run plan} shows. */
    public static void tellWhosePlans(Project project, String action, PrintWriter to) {
        if (action.equals("plan")) {
            to.println(
                    "These are Terragrunt's plans, of each unit alone: what a unit reads from one that is not applied is a mock"
                            + " value. For one plan of all units together: " + project.command()
                            + " plan <system>/<environment>");
        }
    }
}
