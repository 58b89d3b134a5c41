import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.causes.PlanCauses;
import groundplan.json.TerraformJson;
import groundplan.kernel.UnitPath;
import groundplan.plan.ConfiguredArguments;
import groundplan.plan.EnvironmentPlan;
import groundplan.plan.ExplainedPlan;
import groundplan.redact.Redactor;
import groundplan.report.HtmlReport;
import groundplan.report.MarkdownReport;
import groundplan.report.TextReport;
import groundplan.states.StateKeys;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Measures what a plan costs after Terraform made it: hiding secrets, explaining changes, writing reports. Each shape of plan is measured at
 * one size and at four times that, in CPU seconds of one thread, after a first run that is not counted; the ratio says whether the work is
 * linear (4). Prints a Markdown table.
 */
public final class Reports {
    private static final UnitPath UNIT = UnitPath.parse("shop/prod/us-east-1/network");
    private static final String MODULE = StateKeys.module(UNIT);
    private static final int TIMES = 4;

    /** A plan as Terraform's JSON, and the module that it is of. */
    private record Planned(ObjectNode json, ObjectNode module) {
        Planned() {
            this(TerraformJson.object(), TerraformJson.object());
            json.putArray("resource_changes");
        }

        ObjectNode change(String address, String type, String name, String before, String after) {
            ObjectNode entry = ((ArrayNode) json.path("resource_changes")).addObject();
            entry.put("address", "module." + MODULE + "." + address).put("mode", "managed").put("type", type).put("name", name);
            ObjectNode change = entry.putObject("change");
            change.putArray("actions").add("delete").add("create");
            change.set("before", TerraformJson.read(before));
            change.set("after", TerraformJson.read(after));
            return change;
        }
    }

    private static final Map<String, BiFunction<Integer, Integer, Planned>> SHAPES = new LinkedHashMap<>();
    private static final Map<String, int[]> SIZES = new LinkedHashMap<>();

    private static void shape(String name, int objects, int others, BiFunction<Integer, Integer, Planned> plan) {
        SHAPES.put(name, plan);
        SIZES.put(name, new int[] {objects, others});
    }

    public static void main(String[] arguments) throws Exception {
        shape("2,000 objects with documents, 400 secrets", 2000, 400, Reports::documents);
        shape("2,000 objects with documents, 4 secrets", 2000, 4, Reports::documents);
        shape("5,000 objects with one cause", 5000, 1, Reports::causes);
        shape("2,000 objects with 500 causes", 2000, 500, Reports::causes);
        shape("2,000 objects with 20 of 500 causes each", 2000, 500, Reports::manyCauses);
        shape("1,000 instances that read one of 1,000 each", 1000, 1000, (objects, none) -> instances(objects));
        shape("2,000 objects, each made of the one before", 2000, 0, (objects, none) -> chain(objects));
        System.out.println("| plan | hiding and reading, s | explaining, s | text, Markdown and HTML, s | of a quarter of it |");
        System.out.println("|---|---:|---:|---:|---:|");
        measure(documents(500, 100));
        measure(manyCauses(500, 100));
        for (var one : SHAPES.entrySet()) {
            int[] size = SIZES.get(one.getKey());
            double[] quarter = measure(one.getValue().apply(size[0] / TIMES, Math.max(1, size[1] / TIMES)));
            double[] whole = measure(one.getValue().apply(size[0], size[1]));
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %.2f | %.2f | %.2f | %.1f times |%n",
                    one.getKey(), whole[0], whole[1], whole[2], sum(whole) / sum(quarter));
        }
    }

    private static double sum(double[] parts) {
        return parts[0] + parts[1] + parts[2];
    }

    private static double[] measure(Planned planned) throws Exception {
        ObjectNode root = TerraformJson.object();
        root.putObject("module").putObject(MODULE).put("source", "./network");
        double begin = cpu();
        Redactor redactor = Redactor.of(planned.json());
        EnvironmentPlan plan = EnvironmentPlan.of(
                "shop/prod", "0", List.of(UNIT), Map.of(), Set.of(UNIT), new ConfiguredArguments(Map.of()), planned.json(), redactor);
        double read = cpu();
        EnvironmentPlan explained =
                ExplainedPlan.of(plan, new PlanCauses(planned.json(), root, Map.of(MODULE, planned.module())), redactor);
        double told = cpu();
        int length = new TextReport((colour, text) -> text).of(explained).length()
                + new MarkdownReport(MarkdownReport.BUDGET, Optional.empty()).of(explained).length()
                + HtmlReport.of(explained).length();
        if (length == 0) {
            throw new IllegalStateException("no report");
        }
        return new double[] {read - begin, told - read, cpu() - told};
    }

    private static double cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
    }

    private static String secret(int number) {
        Random random = new Random(number);
        String letters = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789&<%/+";
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 24; i++) {
            text.append(letters.charAt(random.nextInt(letters.length())));
        }
        return text.toString();
    }

    /** Task definitions, policies, scripts in Base64 and queues, whose documents differ in one place. */
    private static Planned documents(int objects, int secrets) {
        Planned planned = new Planned();
        for (int i = 0; i < objects; i++) {
            if (i < secrets) {
                ObjectNode change = planned.change(
                        "aws_secretsmanager_secret_version.s" + i, "aws_secretsmanager_secret_version", "s" + i, "{}",
                        TerraformJson.object().put("secret_string", secret(i)).toString());
                change.putObject("after_sensitive").put("secret_string", true);
                continue;
            }
            String type = List.of("aws_ecs_task_definition", "aws_iam_policy", "aws_launch_template", "aws_sqs_queue").get(i % 4);
            planned.change(type + ".o" + i, type, "o" + i, document(i, "1.0", secrets), document(i, "1.1", secrets));
        }
        return planned;
    }

    private static String document(int number, String version, int secrets) {
        ObjectNode json = TerraformJson.object();
        StringBuilder text = new StringBuilder();
        switch (number % 4) {
            case 0 -> {
                text.append("[{\"name\":\"app\",\"image\":\"app:").append(version).append("\",\"command\":[\"sh\",\"-c\",\"a \\u0026\\u0026 b\"]");
                text.append(",\"environment\":[");
                for (int i = 0; i < 12; i++) {
                    text.append("{\"name\":\"V").append(i).append("\",\"value\":\"v-").append(number).append("-").append(i).append("\"},");
                }
                String last = number % 50 == 0 ? secret(number % secrets).replace("&", "\\u0026").replace("<", "\\u003c") : "x";
                json.put("container_definitions", text.append("{\"name\":\"LAST\",\"value\":\"").append(last).append("\"}]}]").toString());
            }
            case 1 -> {
                text.append("{\"Version\":\"2012-10-17\",\"Statement\":[");
                for (int i = 0; i < 6; i++) {
                    text.append(i == 0 ? "" : ",").append("{\"Sid\":\"S").append(i).append("\",\"Effect\":\"Allow\",\"Action\":[\"s3:GetObject\",\"s3:")
                            .append(version.equals("1.0") ? "PutObject" : "DeleteObject").append("\"],\"Resource\":\"arn:aws:s3:::b-")
                            .append(number).append("-").append(i).append("/*\"}");
                }
                json.put("policy", text.append("]}").toString());
            }
            case 2 -> {
                text.append("#!/bin/bash\nset -e\n");
                for (int i = 0; i < 30; i++) {
                    text.append("echo step ").append(i).append(" of ").append(number).append(" ").append(version).append("\n");
                }
                json.put("user_data", Base64.getEncoder().encodeToString(text.toString().getBytes(StandardCharsets.UTF_8)));
            }
            default -> json.put("name", "q" + number).putObject("tags").put("Version", version).put("Number", "" + number);
        }
        return json.toString();
    }

    private static Planned networks(int causes) {
        Planned planned = new Planned();
        for (int i = 0; i < causes; i++) {
            planned.module().withObject("/resource/aws_vpc").putObject("c" + i).put("cidr_block", "10.1.0.0/16");
            forced(
                    planned.change("aws_vpc.c" + i, "aws_vpc", "c" + i, "{\"cidr_block\":\"10.0.0.0/16\",\"id\":\"vpc-1\"}", "{\"cidr_block\":\"10.1.0.0/16\"}"),
                    "cidr_block", "id");
        }
        return planned;
    }

    private static void forced(ObjectNode change, String argument, String... unknown) {
        change.putArray("replace_paths").addArray().add(argument);
        for (String one : unknown) {
            change.withObject("/after_unknown").put(one, true);
        }
    }

    private static Planned causes(int objects, int causes) {
        Planned planned = networks(causes);
        for (int i = 0; i < objects; i++) {
            reader(planned, i, "${aws_vpc.c" + i % causes + ".id}");
        }
        return planned;
    }

    private static Planned manyCauses(int objects, int causes) {
        Planned planned = networks(causes);
        for (int i = 0; i < objects; i++) {
            StringBuilder value = new StringBuilder();
            for (int j = 0; j < 20; j++) {
                value.append("${aws_vpc.c").append((i * 7 + j) % causes).append(".id},");
            }
            reader(planned, i, value.toString());
        }
        return planned;
    }

    private static void reader(Planned planned, int number, String value) {
        planned.module().withObject("/resource/aws_subnet").putObject("s" + number).put("vpc_id", value);
        forced(
                planned.change("aws_subnet.s" + number, "aws_subnet", "s" + number, "{\"vpc_id\":\"vpc-1\",\"id\":\"s-1\"}", "{}"),
                "vpc_id", "vpc_id", "id");
    }

    private static Planned chain(int count) {
        Planned planned = networks(1);
        for (int i = 0; i < count; i++) {
            reader(planned, i, i == 0 ? "${aws_vpc.c0.id}" : "${aws_subnet.s" + (i - 1) + ".id}");
        }
        return planned;
    }

    private static Planned instances(int count) {
        Planned planned = new Planned();
        planned.module().withObject("/resource/aws_eip").putObject("x").put("for_each", "${var.x}").put("domain", "${each.value}");
        planned.module().withObject("/resource/aws_nat_gateway").putObject("x").put("for_each", "${var.x}")
                .put("allocation_id", "${aws_eip.x[each.key].id}");
        for (int i = 0; i < count; i++) {
            forced(planned.change("aws_eip.x[\"k" + i + "\"]", "aws_eip", "x", "{\"domain\":\"a\",\"id\":\"1\"}", "{\"domain\":\"b\"}"), "domain", "id");
            forced(
                    planned.change("aws_nat_gateway.x[\"k" + i + "\"]", "aws_nat_gateway", "x", "{\"allocation_id\":\"1\",\"id\":\"1\"}", "{}"),
                    "allocation_id", "allocation_id", "id");
        }
        return planned;
    }
}
