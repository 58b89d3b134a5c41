package groundplan.forge;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Sends requests to GitHub, and sends them again after limits and failures that pass. */
final class GitHubRequests {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final RequestWaits waits;
    private Duration waited = Duration.ZERO;

    GitHubRequests(RequestWaits waits) {
        this.waits = waits;
    }

    /** It is not known whether a request had its effect. */
    static final class Uncertain extends IOException {
        private static final long serialVersionUID = 1;

        private Uncertain(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * Sends a request, again after a limit, after a lost connection, and while GitHub is broken.
     *
     * @param repeatable whether it may be sent again if it may have had its effect
     * @return the last response, whatever its status
     * @throws Uncertain if it may not
     */
    HttpResponse<String> send(HttpRequest request, boolean repeatable) throws IOException {
        for (int attempt = 1; ; attempt++) {
            HttpResponse<String> response;
            try {
                response = once(request, HttpResponse.BodyHandlers.ofString());
            } catch (IOException e) {
                String what = request.method() + " " + request.uri().getPath();
                Uncertain lost = new Uncertain("GitHub did not answer " + what + ": " + reason(e), e);
                if (!repeatable) {
                    throw lost;
                }
                pause(attempt, lost);
                continue;
            }
            boolean limited = RequestWaits.limited(response);
            if (!limited && !RequestWaits.broken(response)) {
                return response;
            }
            if (!limited && !repeatable) {
                throw new Uncertain(
                        "GitHub answered " + response.statusCode() + " to " + request.method() + " "
                                + request.uri().getPath(),
                        null);
            }
            Duration time = limited ? waits.after(response, attempt) : waits.after(attempt);
            if (attempt == RequestWaits.ATTEMPTS || !may(time)) {
                return response;
            }
            pause(time);
        }
    }

    /** Downloads a file, which is tried again in the same way. */
    HttpResponse<byte[]> bytes(HttpRequest request) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                HttpResponse<byte[]> response = once(request, HttpResponse.BodyHandlers.ofByteArray());
                if (!RequestWaits.passes(response.statusCode()) || attempt == RequestWaits.ATTEMPTS) {
                    return response;
                }
                pause(waits.after(attempt));
            } catch (IOException e) {
                pause(attempt, new Uncertain("the download from GitHub failed: " + reason(e), e));
            }
        }
    }

    /**
     * Waits before the next try.
     *
     * @param attempt the number of the one that failed, from 1
     * @throws Uncertain the failure, if it was the last one
     */
    void pause(int attempt, Uncertain failure) throws IOException {
        Duration time = waits.after(attempt);
        if (attempt >= RequestWaits.ATTEMPTS || !may(time)) {
            throw failure;
        }
        pause(time);
    }

    private boolean may(Duration time) {
        return waited.plus(time).compareTo(RequestWaits.MOST) <= 0;
    }

    private void pause(Duration time) throws IOException {
        waited = waited.plus(time);
        try {
            waits.pause().of(time);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private <T> HttpResponse<T> once(HttpRequest request, HttpResponse.BodyHandler<T> body) throws IOException {
        try {
            return http.send(request, body);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static IOException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IOException("interrupted while waiting for GitHub", e);
    }

    private static String reason(IOException failure) {
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }
}
