package groundplan.apply;

import groundplan.redact.Redactor;
import groundplan.terraform.ProcessRunner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The Terraform executable, run in a folder.
 *
 * @param path where it is
 */
record TerraformProgram(Path path) {
    /**
     * What it prints.
     *
     * @throws IOException when it fails, with what it said, without secrets
     */
    String run(Path folder, List<String> arguments, Map<String, String> variables, Redactor redactor)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(path.toString()));
        command.addAll(arguments);
        ProcessRunner.Result result = new ProcessRunner(command, folder, variables).results();
        if (result.exit() != 0) {
            throw new IOException("terraform " + arguments.get(0) + " failed:\n"
                    + redactor.hide(result.output().strip()));
        }
        return result.output();
    }
}
