package groundplan.forge;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How long to wait before a request to GitHub is tried again: as long as GitHub says, otherwise longer each time. The number of tries and
 * the whole time are limited.
 *
 * @param clock the time, which limits are reset at
 * @param pause how to wait
 */
record RequestWaits(InstantSource clock, Pause pause) {
    /** The number of tries of one request. */
    static final int ATTEMPTS = 6;

    /** The maximum time that a command waits in total. A limit that is reset later is an error. */
    static final Duration MOST = Duration.ofMinutes(10);

    private static final int FORBIDDEN = 403;
    private static final int UNPROCESSABLE = 422;
    private static final int TOO_MANY = 429;
    private static final int FINE = 200;

    /** How GitHub words a secondary limit where it sends no header. */
    private static final Pattern LIMIT = Pattern.compile("(?i)rate limit|abuse detection|\"RATE_LIMITED\"");

    private static final int FIRST_SERVER_ERROR = 500;

    /** GitHub asks for at least a minute after a limit for which it gives no time. */
    private static final Duration LIMITED = Duration.ofMinutes(1);

    private static final Duration FIRST = Duration.ofSeconds(1);

    /** Waits; a test does not. */
    interface Pause {
        void of(Duration time) throws InterruptedException;
    }

    /** Real time. */
    static RequestWaits real() {
        return new RequestWaits(InstantSource.system(), time -> Thread.sleep(time.toMillis()));
    }

    /** Whether a response says that there were too many requests, so that this one had no effect. */
    static boolean limited(HttpResponse<String> response) {
        HttpHeaders headers = response.headers();
        if (response.statusCode() == UNPROCESSABLE) {
            // Comments and issues that follow each other fast.
            return response.body().contains("submitted too quickly");
        }
        if (response.statusCode() == FINE) {
            // GraphQL answers 200 whatever happens.
            return response.uri().getPath().endsWith("/graphql")
                    && response.body().contains("\"errors\"")
                    && LIMIT.matcher(response.body()).find();
        }
        return response.statusCode() == TOO_MANY
                || response.statusCode() == FORBIDDEN
                        && (headers.firstValue("Retry-After").isPresent()
                                || headers.firstValue("X-RateLimit-Remaining")
                                        .filter("0"::equals)
                                        .isPresent()
                                || LIMIT.matcher(response.body()).find());
    }

    /** Whether GitHub failed to answer, so that the request may or may not have had its effect. */
    static boolean broken(HttpResponse<String> response) {
        return response.statusCode() >= FIRST_SERVER_ERROR;
    }

    /** Whether a status says that the same request may succeed later. */
    static boolean passes(int status) {
        return status == TOO_MANY || status >= FIRST_SERVER_ERROR;
    }

    /**
     * How long GitHub asks to wait after a limit.
     *
     * @param attempt the number of the try, from 1
     */
    Duration after(HttpResponse<String> response, int attempt) {
        Optional<Duration> asked = seconds(response, "Retry-After").map(Duration::ofSeconds);
        Optional<Duration> reset = response.headers()
                .firstValue("X-RateLimit-Remaining")
                .filter("0"::equals)
                .flatMap(none -> seconds(response, "X-RateLimit-Reset"))
                // A second more, as its clock and ours differ.
                .map(second -> Duration.between(clock.instant(), Instant.ofEpochSecond(second + 1)));
        return asked.or(() -> reset)
                .map(time -> time.isNegative() ? Duration.ZERO : time)
                .orElse(LIMITED.multipliedBy(1L << (attempt - 1)));
    }

    /** How long to wait after a failure. */
    Duration after(int attempt) {
        return FIRST.multipliedBy(1L << (attempt - 1));
    }

    private static Optional<Long> seconds(HttpResponse<String> response, String header) {
        return response.headers()
                .firstValue(header)
                .filter(value -> value.matches("[0-9]{1,12}"))
                .map(Long::parseLong);
    }
}
