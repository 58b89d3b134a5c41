package groundplan.terraform;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The program that plans and applies. Both read the same configurations and write states in the same format, with addresses of their own
 * for the same providers.
 */
public enum Engine {
    /** HashiCorp's Terraform. */
    TERRAFORM("terraform", "Terraform", "terraform.io"),
    /** OpenTofu of the Linux Foundation. */
    TOFU("tofu", "OpenTofu", "opentofu.org");

    /** The environment variable that names one by its program, {@code terraform} or {@code tofu}. */
    public static final String VARIABLE = "GROUNDPLAN_ENGINE";

    /** Terragrunt's environment variable with the path of the program. */
    public static final String PATH = "TG_TF_PATH";

    private final String program;
    private final String title;
    private final String domain;

    Engine(String program, String title, String domain) {
        this.program = program;
        this.title = title;
        this.domain = domain;
    }

    /** The engine of a program's name; empty for any other name. */
    public static Optional<Engine> named(String program) {
        return Arrays.stream(values())
                .filter(engine -> engine.program.equals(program))
                .findFirst();
    }

    /** The engine that environment variables name; Terraform if they name none. */
    public static Engine of(Map<String, String> variables) {
        return named(variables.getOrDefault(VARIABLE, "")).orElse(TERRAFORM);
    }

    /** The names of the programs, which are the values of the setting. */
    public static List<String> programs() {
        return Arrays.stream(values()).map(Engine::program).toList();
    }

    /** The name of the program, such as {@code tofu}. */
    public String program() {
        return program;
    }

    /** The name for people, such as {@code OpenTofu}. */
    public String title() {
        return title;
    }

    /** The host of the registry in whose addresses states name providers. */
    public String registry() {
        return "registry." + domain;
    }

    /** The address in states and lock files of a provider's source, such as {@code hashicorp/aws}. */
    public String address(String source) {
        return source.split("/").length > 2 ? source : registry() + "/" + source;
    }

    /** The source of a provider's address, without the host if that is the registry of one of the engines. */
    public static String source(String address) {
        return Arrays.stream(values())
                .filter(engine -> address.startsWith(engine.registry() + "/"))
                .findFirst()
                .map(engine -> address.substring(engine.registry().length() + 1))
                .orElse(address);
    }

    /** The other one. */
    public Engine other() {
        return this == TERRAFORM ? TOFU : TERRAFORM;
    }
}
