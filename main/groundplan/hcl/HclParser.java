package groundplan.hcl;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Reads HCL as Terraform and Terragrunt do. Functions, references and types are not checked, since only who evaluates an expression
 * knows them. HashiCorp's parser differs in two things: it has no limit for expressions inside each other, which is 300 here, and takes
 * some bytes that are not UTF-8.
 */
public final class HclParser {
    private static final int MOST_PROBLEMS = 50;

    private HclParser() {}

    /**
     * Reads a file in HCL's own syntax.
     *
     * @throws InvalidHcl if it is not HCL, with all problems that were found
     */
    public static NativeBody body(SourceText source) {
        Lexer.Lexed lexed = Lexer.expression(source);
        BodyParser parser = new BodyParser(source, new TokenReader(lexed.tokens()));
        NativeBody read = parser.file();
        check(lexed.problems(), parser.problems());
        return read;
    }

    /**
     * Reads a file in HCL's own syntax or, if its name ends with {@code .json}, in JSON.
     *
     * @throws InvalidHcl if it is neither
     */
    public static HclBody file(SourceText source) {
        return source.file().endsWith(".json") ? JsonBody.read(source) : body(source);
    }

    /**
     * Reads an expression. Line breaks mean nothing, as in parentheses.
     *
     * @throws InvalidHcl if the text is not one expression
     */
    public static HclExpression expression(SourceText source) {
        return whole(Lexer.expression(source), reader -> {
            HclExpression read = new ExpressionParser(reader).expression();
            if (!reader.atEnd()) {
                throw reader.failure("the expression ends before this; an operator is missing, or this is too much");
            }
            return read;
        });
    }

    /**
     * Reads a template, such as a text of a JSON file.
     *
     * @throws InvalidHcl if the text is not a template
     */
    public static HclExpression.TemplateExpression template(SourceText source) {
        return whole(
                Lexer.template(source),
                reader -> new ExpressionParser(reader).templates().bare(source));
    }

    private static <T> T whole(Lexer.Lexed lexed, Function<TokenReader, T> parser) {
        TokenReader reader = new TokenReader(lexed.tokens());
        reader.within(false);
        try {
            T read = parser.apply(reader);
            check(lexed.problems(), List.of());
            return read;
        } catch (TokenReader.SyntaxFailure failure) {
            check(lexed.problems(), List.of(failure.problem()));
            throw new IllegalStateException(failure);
        }
    }

    /** After a character that means nothing, other problems on its line only follow from that. */
    private static void check(List<HclProblem> characters, List<HclProblem> others) {
        if (characters.isEmpty() && others.isEmpty()) {
            return;
        }
        SortedMap<Integer, HclProblem> told = new TreeMap<>();
        characters.forEach(problem -> told.putIfAbsent(problem.range().line(), problem));
        List<HclProblem> all = new ArrayList<>(told.values());
        others.stream()
                .filter(problem -> !told.containsKey(problem.range().line()))
                .forEach(all::add);
        throw new InvalidHcl(all.stream()
                .sorted(Comparator.comparing(problem -> problem.range().start()))
                .limit(MOST_PROBLEMS)
                .toList());
    }
}
