package groundplan.tree;

/** The files of small trees, with states in {@code states/}: parts of a text for {@link TreeFiles}. */
final class SmallTree {
    /** What Git does not keep. */
    static final String IGNORED = "== .gitignore\n.terragrunt-cache\n.terragrunt-stack\nstates\nopen\n";

    /** What all units include: where their states are. */
    static final String ROOT =
            """
            == live/root.hcl
            remote_state {
              backend  = "local"
              generate = { path = "backend.tf", if_exists = "overwrite_terragrunt" }
              config   = { path = "${get_repo_root()}/states/${path_relative_to_include()}.tfstate" }
            }
            """;

    private static final String INCLUDE =
            """
            include "root" {
              path = find_in_parent_folders("root.hcl")
            }
            """;

    private SmallTree() {}

    /** A unit in {@code live/prod}, with its own module beside it or somewhere else. */
    static String unit(String name, String more) {
        return "== live/prod/" + name + "/terragrunt.hcl\n" + INCLUDE + more;
    }

    /** A unit in {@code live/prod} of a module in {@code modules/}. */
    static String unit(String name, String module, String more) {
        return unit(name, "terraform {\n  source = \"../../..//modules/" + module + "\"\n}\n" + more);
    }

    /** A dependency on a unit beside this one. */
    static String dependency(String name) {
        return "dependency \"" + name + "\" {\n  config_path = \"../" + name + "\"\n}\n";
    }

    /**
     * A root module of Terraform.
     *
     * @param folder its folder in the repository
     * @param state the file of its state below {@code states/}, without its ending
     */
    static String rootModule(String folder, String state, String more) {
        return "== " + folder + "/main.tf\nterraform {\n  backend \"local\" { path = \"" + path(folder, state)
                + "\" }\n}\n" + more;
    }

    /** The lookup of another state in such a module. */
    static String lookup(String folder, String name, String state) {
        return "data \"terraform_remote_state\" \"" + name + "\" {\n  backend = \"local\"\n  config  = { path = \""
                + path(folder, state) + "\" }\n}\n";
    }

    private static String path(String folder, String state) {
        return "../".repeat(folder.split("/").length) + "states/" + state + ".tfstate";
    }
}
