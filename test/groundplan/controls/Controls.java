package groundplan.controls;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** All rules of our own. The tests hold every unit against them, and the breaks show that they notice. */
final class Controls {
    /** In the order of their rows. */
    static final List<Rule> ALL = Stream.of(
                    NetworkRules.ALL,
                    NetworkAclRules.ALL,
                    LoadBalancerRules.ALL,
                    ContainerRules.ALL,
                    FileSystemRules.ALL,
                    DatabaseRules.ALL,
                    DatabaseCareRules.ALL,
                    BucketRules.ALL,
                    EdgeRules.ALL,
                    SecretRules.ALL,
                    FunctionRules.ALL,
                    WatchRules.ALL,
                    IamRules.ALL,
                    AccountRules.ALL)
            .flatMap(List::stream)
            .sorted(Comparator.comparingInt(Rule::row))
            .toList();

    /** No waiver may name these: what they protect cannot be undone. */
    static final List<String> NEVER_WAIVED = Stream.concat(
                    Stream.of(
                                    16, 17, 19, 20, 24, 25, 26, 27, 29, 30, 31, 33, 34, 37, 41, 45, 46, 53, 54, 55, 56,
                                    57, 58, 60, 61, 62, 63, 70, 79, 96, 103, 161, 162, 174, 274, 277, 286, 288, 327,
                                    333, 336, 364, 393)
                            .map(number -> "CKV_AWS_" + number),
                    Stream.of(6, 11, 12, 20, 40, 69).map(number -> "CKV2_AWS_" + number))
            .toList();

    private Controls() {}
}
