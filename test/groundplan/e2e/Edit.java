package groundplan.e2e;

import groundplan.testing.Repository;
import groundplan.testing.TempProject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A change of the shop, as somebody would make it.
 *
 * @param name what changes, in words
 * @param steps the edits of its settings
 * @param taints objects that are marked as tainted, by unit
 */
record Edit(String name, List<Consumer<TempProject>> steps, Map<String, String> taints) {
    private static final String SECOND_REGION = "environments/shop/dev/us-west-2.yaml";

    /** A change without an edit yet. */
    static Edit of(String name) {
        return new Edit(name, List.of(), Map.of());
    }

    /** Also marks an object as tainted. */
    Edit tainting(String unit, String address) {
        Map<String, String> all = new TreeMap<>(taints);
        all.put(unit, address);
        return new Edit(name, steps, all);
    }

    /** Also replaces a text of {@code system.yaml} that stands there once. */
    Edit replacing(String from, String to) {
        return and(project -> {
            String text = project.text(TempProject.SYSTEM);
            int first = text.indexOf(from);
            if (first < 0 || text.indexOf(from, first + 1) >= 0) {
                throw new AssertionError("'" + name + "': this text must stand in the settings once:\n" + from);
            }
            project.with(TempProject.SYSTEM, text.replace(from, to));
        });
    }

    private Edit and(Consumer<TempProject> step) {
        List<Consumer<TempProject>> all = new ArrayList<>(steps);
        all.add(step);
        return new Edit(name, List.copyOf(all), taints);
    }

    void make(TempProject project) {
        steps.forEach(step -> step.accept(project));
    }

    /** Changes of every sort, in an order in which each starts from what the one before left. */
    static List<Edit> all() {
        List<Edit> all = new ArrayList<>();
        all.add(of("a new environment"));
        all.addAll(inUnits());
        all.addAll(betweenUnits());
        all.addAll(ofTheGround());
        return all;
    }

    /** Changes of values. */
    private static List<Edit> inUnits() {
        return List.of(
                of("a tag on everything").replacing("  Team: shop\n", "  Team: shop\n  CostCenter: \"42\"\n"),
                of("logs kept longer").replacing("log_retention_in_days: 30", "log_retention_in_days: 60"),
                of("a variable of a task").replacing("LOG_LEVEL: info", "LOG_LEVEL: debug"),
                of("another image").replacing("tag: \"1.0.0\"", "tag: \"1.1.0\""),
                of("more memory for a task").replacing("memory_mib: 512", "memory_mib: 1024"),
                of("the load balancer's idle timeout")
                        .replacing("idle_timeout_seconds: 60", "idle_timeout_seconds: 90"),
                of("an alarm's threshold").replacing("{critical: 90}", "{critical: 80}"),
                of("a key's deletion window").replacing("  kms:\n", "  kms:\n    deletion_window_in_days: 14\n"),
                of("a bucket's lifecycle")
                        .replacing(
                                "      orders:\n", "      orders:\n        lifecycle: {transition_to_ia_days: 30}\n"),
                of("a parameter added")
                        .replacing(
                                "      payment_key:\n",
                                "      mail_key:\n        description: Key of the mail service.\n        generated: {}\n      payment_key:\n"));
    }

    /** Changes that other units read. */
    private static List<Edit> betweenUnits() {
        String worker =
                """
              worker:
                image: {repository: worker, tag: "1.0.0"}
                port: 8081
                task: {cpu_units: 256, memory_mib: 512}
                scaling:
                  desired_count: 1
        """;
        return List.of(
                of("a secret added, and given to a task")
                        .replacing(
                                "    secrets:\n      token_key:\n",
                                "    secrets:\n      mail_token:\n        description: What the mail service knows the API by.\n"
                                        + "      token_key:\n")
                        .replacing(
                                "            TOKEN_KEY: token_key\n",
                                "            MAIL_TOKEN: mail_token\n            TOKEN_KEY: token_key\n"),
                of("a task no longer gets a secret").replacing("            MAIL_TOKEN: mail_token\n", ""),
                of("a secret removed that a task used to read")
                        .replacing(
                                "      mail_token:\n        description: What the mail service knows the API by.\n",
                                ""),
                of("a repository and a service added")
                        .replacing(
                                "      worker: {force_delete: true}\n",
                                "      mail: {force_delete: true}\n      worker: {force_delete: true}\n")
                        .replacing("      api:\n        image", worker + "      api:\n        image"),
                of("a rule of a security group")
                        .replacing(
                                "        port: 8081\n",
                                "        port: 8081\n        connections:\n          databases: [database]\n"),
                of("a service renamed").replacing("      worker:\n        image", "      jobs:\n        image"),
                of("a service removed")
                        .replacing(
                                worker.replace("worker:\n", "jobs:\n")
                                        .replace(
                                                "        port: 8081\n",
                                                "        port: 8081\n        connections:\n          databases: [database]\n"),
                                ""),
                of("repositories removed")
                        .replacing("      mail: {force_delete: true}\n", "")
                        .replacing("      worker: {force_delete: true}\n", ""),
                of("the certificate's name").replacing("    domain_name: api.dev", "    domain_name: shop.dev"),
                of("a bucket renamed that a task uses")
                        .replacing("      orders:\n        lifecycle", "      receipts:\n        lifecycle")
                        .replacing("            orders: read_write", "            receipts: read_write"),
                of("a firewall for web requests added")
                        .replacing("      require_web_acl: false\n", "      web_acl: waf\n")
                        .replacing("  storage:\n    logs:", "  waf: {}\n  storage:\n    logs:"),
                of("a unit removed")
                        .replacing(
                                """
              parameters:
                parameters:
                  mail_key:
                    description: Key of the mail service.
                    generated: {}
                  payment_key:
                    description: Key of the payment service.
                    generated: {}
            """,
                                ""));
    }

    /** Changes of what everything stands on. */
    private static List<Edit> ofTheGround() {
        return List.of(
                // Its rule must not be created before the old one is gone: a priority is given once in a listener.
                of("a service renamed that keeps its priority")
                        .replacing("      api:\n        image", "      web:\n        image"),
                // Its URL follows from its name: the task definition that reads it stays as it is.
                of("a repository that is tainted").tainting("us-east-1/ecr", "aws_ecr_repository.api"),
                of("a region added").and(project -> project.with(SECOND_REGION, region("10.8.0.0/16"))),
                of("the address range of a network that nobody uses")
                        .and(project -> project.with(SECOND_REGION, region("10.9.0.0/16"))),
                of("a region removed").and(project -> delete(project, SECOND_REGION)),
                of("a NAT gateway in each zone").replacing("nat_gateways: single", "nat_gateways: per_zone"),
                of("a zone with its subnets added").replacing("zones: [a, b]", "zones: [a, b, c]"),
                of("a zone with its subnets removed").replacing("zones: [a, b, c]", "zones: [a, b]"),
                of("a service's port").replacing("        port: 8080\n", "        port: 9090\n"),
                of("the database's class").replacing("db.t3.micro", "db.t3.small"),
                of("an engine upgrade").replacing("engine_version: \"15\"", "engine_version: \"16\""),
                // AWS itself would keep the old network while others are in it, of which the plan warns; an emulator
                // does not.
                of("the address range of the network that all use")
                        .replacing("cidr: 10.0.0.0/16", "cidr: 10.4.0.0/16"));
    }

    private static String region(String cidr) {
        return "units:\n  kms:\n  network:\n    cidr: " + cidr + "\n";
    }

    private static void delete(TempProject project, String path) {
        try {
            Files.delete(project.root().resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The settings that the first change begins with. */
    static String settings() {
        return Repository.text(Repository.root().resolve("test/groundplan/e2e/shop/system.yaml"));
    }
}
