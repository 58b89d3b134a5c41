package groundplan.cli;

/** What a command's end says to a script. */
public final class ExitCode {
  /** Nothing to complain about. */
  public static final int FINE = 0;
  /** Something was found, or did not work. */
  public static final int FAILED = 1;
  /** The command line or the settings are wrong; nothing was done. */
  public static final int BAD_INPUT = 2;

  private ExitCode() {}
}
