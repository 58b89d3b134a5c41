package groundplan.hcl;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Expressions by chance, most of which can be evaluated. They read {@code local.*} and {@code dependency.d.outputs.*}, which have the
 * same names and types: {@code n} a number, {@code s} a text, {@code b} a boolean, {@code l} a list of texts, {@code m} a map of texts,
 * {@code o} a list of objects with {@code id} and {@code tags}. {@code local.hn} and so on depend on both.
 */
final class RandomExpressions {
    private static final String DEPENDENCY = "dependency.d.outputs.";

    private final Random random;
    /** The variables of loops, by the letter of their type. */
    private final List<String> variables = new ArrayList<>();

    private int names;

    RandomExpressions(long seed) {
        this.random = new Random(seed);
    }

    String next() {
        variables.clear();
        return expression("nsblmo".charAt(random.nextInt(6)), 4);
    }

    /** A text of a JSON file that is a template, and can be evaluated. */
    String bareTemplate() {
        return bareTemplate(3);
    }

    private String bareTemplate(int depth) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(7); i > 0; i--) {
            String open = pick("{", "{", "{~") + pick("", " ", "\n");
            String close = pick("", " ", " # c\n") + pick("}", "}", "~}");
            switch (random.nextInt(depth > 0 ? 8 : 6)) {
                case 0, 1, 2 -> text.append(pick("a", " ", "\n", "\n\n  ", "\"", "\\", "\\n", "é", "\t", "$ ", "% "));
                case 3 -> text.append(pick("$${x}", "%%{ y", "$$ ", " $", "\r\n", "\u2028"));
                case 4, 5 ->
                    text.append(" $")
                            .append(open)
                            .append(pick("local.s", "\"\\\"q\\n\"", "local.n", "\"${local.s}\""))
                            .append(close);
                case 6 ->
                    text.append("%")
                            .append(open)
                            .append("if local.b")
                            .append(close)
                            .append(bareTemplate(depth - 1))
                            .append(pick("", "%" + open + "else" + close + bareTemplate(depth - 1)))
                            .append("%")
                            .append(open)
                            .append("endif")
                            .append(close);
                default ->
                    text.append("%")
                            .append(open)
                            .append("for i, v in local.l")
                            .append(close)
                            .append("${v}")
                            .append(bareTemplate(depth - 1))
                            .append("%")
                            .append(open)
                            .append("endfor")
                            .append(close);
            }
        }
        return text.toString();
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private String space() {
        return pick("", "", " ", " ", "  ", " /* c */ ", "\t");
    }

    /** A line break where it means nothing. */
    private String line() {
        return pick("", "", " ", "\n", " # c\n", "\r\n", " // \"${c\n");
    }

    private String reference(char type) {
        List<String> bound = variables.stream()
                .filter(variable -> variable.charAt(0) == type)
                .toList();
        if (!bound.isEmpty() && random.nextInt(2) == 0) {
            return bound.get(random.nextInt(bound.size()));
        }
        return pick("local.", DEPENDENCY, "local.h") + type;
    }

    private String expression(char type, int depth) {
        if (depth <= 0 || random.nextInt(6) == 0) {
            return random.nextInt(3) > 0 || type == 'o' ? reference(type) : literal(type);
        }
        return switch (random.nextInt(10)) {
            case 0 -> "(" + line() + expression(type, depth - 1) + line() + ")";
            case 1 ->
                "(" + expression('b', depth - 1) + space() + "?" + space() + expression(type, depth - 1) + " :"
                        + space() + expression(type, depth - 1) + ")";
            case 2 -> "try(" + expression(type, depth - 1) + "," + line() + expression(type, depth - 1) + ")";
            default -> special(type, depth - 1);
        };
    }

    private String literal(char type) {
        return switch (type) {
            case 'n' -> pick("0", "1", "2", "42", "1.5", "2e3", "123456789012345678901234567890", "0.1");
            case 'b' -> pick("true", "false");
            case 's' ->
                pick(
                        "\"\"",
                        "\"a\"",
                        "\"$${x} %%{y} $ % $$\"",
                        "\"\\n\\t\\\\ \\\"q\\\" \\u00e9\\U0001F600é\"",
                        "\"a b\"");
            case 'l' -> pick("[]", "[\"a\"]", "[\"b\", \"a\",]", "[\n\"x\",\n\"y\" # y\n]");
            default ->
                pick("{}", "{a = \"1\"}", "{ \"a\" : \"1\", b = \"2\" }", "{\n  a = \"1\" # a\n  \"x y\" = \"2\"\n}");
        };
    }

    private String special(char type, int depth) {
        return switch (type) {
            case 'n' ->
                switch (random.nextInt(7)) {
                    case 0 -> "length(" + expression("lmos".charAt(random.nextInt(4)), depth) + ")";
                    case 1 -> "-" + term('n', depth);
                    case 2 -> "max(" + expression('n', depth) + "," + line() + expression('n', depth) + line() + ")";
                    // By a literal only: Terraform divides lengths with fewer digits than literals.
                    case 4 -> term('n', depth) + operator("/") + pick("2", "3", "0.7");
                    case 3 -> "sum([for v in " + expression('l', depth) + " : length(v)])";
                    default -> term('n', depth) + operator("+", "-", "*", "%") + term('n', depth);
                };
            case 'b' ->
                switch (random.nextInt(6)) {
                    case 0 -> "!" + term('b', depth);
                    case 1 -> "contains(" + expression('l', depth) + ", " + expression('s', depth) + ")";
                    case 2 -> "can(" + expression('m', depth) + "[" + expression('s', depth) + "])";
                    case 3 -> term('n', depth) + operator("<", ">", "<=", ">=", "==", "!=") + term('n', depth);
                    case 4 -> term('s', depth) + operator("==", "!=") + term('s', depth);
                    default -> term('b', depth) + operator("&&", "||", "==", "!=") + term('b', depth);
                };
            case 's' ->
                switch (random.nextInt(9)) {
                    case 0 -> expression('l', depth - 1) + "[" + line() + pick("0", "1", expression('n', depth)) + "]";
                    case 1 -> term('m', depth - 1) + pick(".a", "[\"a\"]", "[" + expression('s', depth) + "]");
                    case 2 -> "upper(" + expression('s', depth) + ")";
                    case 3 -> "join(\",\", " + expression('l', depth) + ")";
                    case 4 ->
                        reference('o')
                                + pick("[0].id", ".0.id", "[1].tags.a", "[0].tags[" + expression('s', depth) + "]");
                    case 5 -> "upper(<<" + pick("-", "") + "EOT\n" + heredoc(depth) + pick("", "  ") + "EOT\n)";
                    default -> '"' + template(depth) + '"';
                };
            case 'l' ->
                switch (random.nextInt(8)) {
                    case 0 -> "concat(" + expression('l', depth) + ", " + expression('l', depth) + ")";
                    case 1 ->
                        term('o', depth) + pick("[*].id", ".*.id", "[*].tags.a", "[*].tags[\"a\"]", "[*][\"id\"]");
                    case 2 -> "keys(" + expression('m', depth) + ")";
                    case 3 ->
                        "[" + line() + expression('s', depth) + "," + line() + expression('s', depth) + pick("", ",")
                                + "]";
                    case 5 ->
                        pick("local.o", "local.o", reference('o')) + "[*].tags[" + DEPENDENCY
                                + "o[0].id == \"\" ? \"b\" : \"a\"]";
                    case 6 ->
                        "[for i, v in toset(" + expression('l', depth) + ") : \"${i}-${v}-${" + reference('s') + "}\"]";
                    case 4 -> "[for v in toset(" + expression('l', depth) + ") : v]";
                    default -> loop(depth);
                };
            case 'm' ->
                switch (random.nextInt(4)) {
                    case 0 -> "merge(" + expression('m', depth) + ", " + expression('m', depth) + ")";
                    case 1 -> "merge([" + expression('m', depth) + "]...)";
                    case 2 -> mapLoop(depth);
                    default ->
                        "{" + pick("", "\n") + pick("a", "\"a\"", "(" + expression('s', depth) + ")") + space()
                                + pick("=", ":") + space() + expression('s', depth) + pick(",", "\n", ",\n")
                                + "\"k${" + expression('s', depth) + "}\" = " + expression('s', depth)
                                + pick("", ",", "\n") + "}";
                };
            default -> pick("concat(" + reference('o') + ", " + reference('o') + ")", reference('o'));
        };
    }

    private String operator(String... operators) {
        String operator = pick(operators);
        // A name may contain a hyphen.
        return (operator.equals("-") ? " " : space()) + operator + " ";
    }

    /** An operand; without parentheses the precedence of operators counts. */
    private String term(char type, int depth) {
        String operand = expression(type, depth - 1);
        return random.nextInt(3) == 0 || type != 'n' && type != 'b' ? "(" + operand + ")" : operand;
    }

    private String variable(char type) {
        String name = type + "v" + names++;
        variables.add(name);
        return name;
    }

    private String loop(int depth) {
        boolean objects = random.nextInt(3) == 0;
        String collection = expression(objects ? 'o' : 'l', depth);
        int before = variables.size();
        String index = variable('n');
        String value = variable(objects ? 'o' : 's');
        String read = objects ? value + pick(".id", "[\"id\"]") : expression('s', depth);
        String condition = random.nextInt(2) == 0 ? " if " + expression('b', depth) : "";
        String names = random.nextInt(2) == 0 && !read.contains(index) && !condition.contains(index)
                ? value
                : index + "," + space() + value;
        variables.subList(before, variables.size()).clear();
        return "[" + line() + "for " + names + " in " + collection + " :" + line() + read + condition + line() + "]";
    }

    private String mapLoop(int depth) {
        String collection = expression('m', depth);
        int before = variables.size();
        String key = variable('s');
        String value = variable('s');
        String read = "{for " + key + ", " + value + " in " + collection + " : " + pick(key, expression('s', depth))
                + line() + "=> " + expression('s', depth)
                + (random.nextInt(2) == 0 ? line() + " if " + expression('b', depth) : "") + "}";
        variables.subList(before, variables.size()).clear();
        return read;
    }

    private String heredoc(int depth) {
        return IntStream.range(0, 1 + random.nextInt(4))
                .mapToObj(line -> pick("", "  ", "    ", "\t") + template(depth - 1) + pick("", " ") + "\n")
                .collect(Collectors.joining());
    }

    private String template(int depth) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(4); i >= 0; i--) {
            String strip = pick("", "", "~");
            String end = pick("", "", "~");
            switch (random.nextInt(depth > 0 ? 6 : 3)) {
                case 0, 1 -> text.append(pick("a", " b ", "  ", "$ ", " 5% ", "$${x}", "%%{y}", "é", "-"));
                case 2, 3 ->
                    text.append("${")
                            .append(strip)
                            .append(' ')
                            .append(expression('s', depth - 1))
                            .append(' ')
                            .append(end)
                            .append('}');
                case 4 ->
                    text.append("%{")
                            .append(strip)
                            .append(" if ")
                            .append(expression('b', depth - 1))
                            .append(' ')
                            .append(end)
                            .append('}')
                            .append(template(depth - 1))
                            .append(pick("%{ else }", "%{~ else ~}" + template(depth - 2), ""))
                            .append("%{ endif ")
                            .append(strip)
                            .append('}');
                default -> {
                    String collection = expression('l', depth - 1);
                    int before = variables.size();
                    String value = variable('s');
                    text.append("%{ for ")
                            .append(value)
                            .append(" in ")
                            .append(collection)
                            .append(' ')
                            .append(end)
                            .append('}')
                            .append(template(depth - 2))
                            .append("%{ endfor }");
                    variables.subList(before, variables.size()).clear();
                }
            }
        }
        return text.toString();
    }
}
