package io.github.cartoactivity.examples.cli;

import io.github.cartoactivity.client.CartoActivityClient;
import io.github.cartoactivity.examples.cli.StandardOutput.BrokenException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The program {@code carto-activity}. Answers go to standard output, all else to standard error. Exit code 0: done; 1:
 * failed, with one line that says why; 2: called in a way that makes no sense; 130: cancelled, by Ctrl-C for example. A
 * reader that has had enough, such as {@code head}, ends a command quietly.
 */
public final class CartoActivity {
    private static final List<Command> COMMANDS = List.of(
            new DemoCommand(),
            new QueryCommand(),
            new ExportCommand(),
            new SyncCommand(),
            new ReportCommand(),
            new VerifyCommand(),
            new PruneCommand(),
            new ForgetCommand(),
            new FakeCommand());

    private CartoActivity() {}

    /**
     * Runs a command and ends the process.
     *
     * @param words the command and its arguments
     */
    public static void main(String[] words) {
        Stop stop = new Stop();
        stop.watch(Thread.currentThread());
        Console console = Console.ofProcess();
        int code = run(List.of(words), console, stop);
        stop.end();
        System.exit(code);
    }

    static int run(List<String> words, Console console, Stop stop) {
        boolean debug = words.contains(Syntax.DEBUG);
        try {
            int code = dispatch(words, console, stop);
            console.out().flush();
            return code;
        } catch (BrokenException e) {
            return broken(e, console);
        } catch (UsageException e) {
            console.note("carto-activity: " + e.getMessage() + "; see carto-activity " + help(words));
            return 2;
        } catch (Exception e) {
            console.note("carto-activity: " + ErrorLine.of(e));
            if (debug) {
                e.printStackTrace(console.err());
            }
            return e instanceof CancelledException ? Stop.EXIT_CODE : 1;
        }
    }

    private static int broken(BrokenException problem, Console console) {
        if (problem.isReaderGone()) {
            return 0;
        }
        console.note("carto-activity: " + problem.getMessage());
        return 1;
    }

    private static int dispatch(List<String> words, Console console, Stop stop) throws Exception {
        String first = words.isEmpty() ? "" : words.get(0);
        switch (first) {
            case "--version", "-V", "version" -> {
                console.out().println("carto-activity " + version());
                return 0;
            }
            case Syntax.HELP, "-h", "help" -> {
                boolean general = words.size() == 1 || !first.equals("help");
                console.out()
                        .println(
                                general
                                        ? help()
                                        : command(words.get(1)).syntax().help());
                return 0;
            }
            case "" -> throw new UsageException("a command is needed");
            default -> {
                return run(command(first), words.subList(1, words.size()), console, stop);
            }
        }
    }

    private static int run(Command command, List<String> words, Console console, Stop stop) throws Exception {
        if (command.syntax().asksForHelp(words)) {
            console.out().println(command.syntax().help());
            return 0;
        }
        Arguments arguments = command.syntax().parse(words);
        try {
            return command.run(arguments, console);
        } catch (UsageException | BrokenException e) {
            throw e;
        } catch (Exception e) {
            if (stop.isBehind(e)) {
                Thread.interrupted(); // What is kept is looked up in files, which an interrupted thread cannot read.
                throw new CancelledException(command.kept(arguments), e);
            }
            throw e;
        }
    }

    private static Command command(String name) {
        return known(name).orElseThrow(() -> new UsageException("there is no command " + name + hint(name)));
    }

    private static String hint(String name) {
        if (name.equals("activity")) {
            return "; what is \"carto activity query\" elsewhere is \"carto-activity query\" here";
        }
        return Suggestion.of(
                        name,
                        COMMANDS.stream()
                                .map(command -> command.syntax().name())
                                .toList())
                .map(likely -> "; did you mean " + likely + "?")
                .orElse("");
    }

    private static Optional<Command> known(String name) {
        return COMMANDS.stream()
                .filter(command -> command.syntax().name().equals(name))
                .findFirst();
    }

    /** What to type for the help that is about these words. */
    private static String help(List<String> words) {
        return words.stream()
                .findFirst()
                .flatMap(CartoActivity::known)
                .map(command -> command.syntax().name() + " " + Syntax.HELP)
                .orElse(Syntax.HELP);
    }

    private static String help() {
        return COMMANDS.stream()
                .map(command -> String.format(
                        Locale.ROOT,
                        "  %-8s %s",
                        command.syntax().name(),
                        command.syntax().summary()))
                .collect(Collectors.joining("\n", "CARTO Activity Data on the command line.\n\n", """


                                carto-activity COMMAND --help tells more about a command, carto-activity --version
                                which version this is.

                                Who asks is found in CARTO_CLIENT_ID and CARTO_CLIENT_SECRET, in CARTO_API_TOKEN, in the
                                file that CARTO_CREDENTIALS_FILE names, or in carto_credentials.json in the working
                                directory. CARTO_AUTH_URL and CARTO_ACCOUNTS_URL name a self-hosted CARTO."""));
    }

    private static String version() {
        String version = CartoActivityClient.class.getPackage().getImplementationVersion();
        return version == null ? "(built from source)" : version;
    }
}
