using System.Collections.Frozen;

namespace CodeAssist.Core.Agent.Commands;

/// <summary>What Git's commands do to a repository, the user's index, stash and branches included.</summary>
internal static class GitVerbs
{
    private static readonly FrozenSet<string> _reading = FrozenSet.Create(
        StringComparer.Ordinal,
        "status", "log", "diff", "show", "blame", "annotate", "shortlog", "describe", "rev-parse", "rev-list", "ls-files", "ls-tree", "cat-file", "merge-base", "name-rev", "diff-tree",
        "diff-index", "diff-files", "show-ref", "for-each-ref", "count-objects", "whatchanged", "check-ignore", "version");

    private static readonly FrozenSet<string> _recorded = FrozenSet.Create(StringComparer.Ordinal, "add", "commit", "mv", "init");

    private static readonly FrozenDictionary<string, string> _always = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["reset"] = "It can throw changes away that are nowhere else.",
        ["clean"] = "It deletes files that are nowhere else.",
        ["restore"] = "It throws changes away that are nowhere else.",
        ["checkout"] = "It can throw changes away that are nowhere else.",
        ["switch"] = "It changes the branch that the user works on.",
        ["rm"] = "It deletes files.",
        ["stash"] = "It changes the user's stash.",
        ["push"] = "It changes a repository on another machine.",
        ["fetch"] = "It reaches the network.",
        ["pull"] = "It reaches the network.",
        ["clone"] = "It reaches the network.",
        ["ls-remote"] = "It reaches the network.",
        ["submodule"] = "It reaches the network.",
        ["rebase"] = "It rewrites commits.",
        ["filter-branch"] = "It rewrites commits.",
        ["filter-repo"] = "It rewrites commits.",
        ["merge"] = "It changes the branch that the user works on.",
        ["cherry-pick"] = "It changes the branch that the user works on.",
        ["revert"] = "It changes the branch that the user works on.",
        ["am"] = "It changes the branch that the user works on.",
        ["apply"] = "It writes files past the checks of this task.",
        ["branch"] = "It changes branches.",
        ["tag"] = "It changes tags.",
        ["remote"] = "It changes where the repository sends to.",
        ["config"] = "It changes settings, which can name programs to run.",
        ["update-ref"] = "It moves branches.",
        ["symbolic-ref"] = "It moves branches.",
        ["reflog"] = "It can delete the way back to lost commits.",
        ["gc"] = "It can delete lost commits for good.",
        ["prune"] = "It deletes lost commits for good.",
        ["worktree"] = "It makes or deletes working trees.",
        ["bisect"] = "It changes what is checked out.",
        ["hook"] = "It runs a program that the repository names.",
        ["difftool"] = "It runs a program that settings name.",
        ["mergetool"] = "It runs a program that settings name.",
        ["send-email"] = "It reaches the network.",
        ["daemon"] = "It opens the repository to the network.",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // Options after which a reading command still only reads, by their names. Whatever is not here is asked for.
    private static readonly FrozenSet<string> _readingOptions = FrozenSet.Create(
        StringComparer.Ordinal,
        "--", "--oneline", "--stat", "--shortstat", "--numstat", "--name-only", "--name-status", "--no-color", "--color", "--graph", "--all", "--decorate", "-n", "-p", "--patch", "--unified", "--since", "--until",
        "--author", "--pretty", "--format", "--date", "--abbrev-commit", "--cached", "--staged", "--porcelain", "--short", "-s", "-b", "--branch", "-v", "-vv", "-a", "-r", "-l", "--list", "--show-current", "--follow",
        "--reverse", "--first-parent", "--no-merges", "--merges", "--left-right", "--count", "--is-inside-work-tree", "--show-toplevel", "--abbrev-ref", "--verify", "-L", "--word-diff", "-w", "--ignore-all-space",
        "--others", "--exclude-standard", "--modified", "--deleted", "-m", "-z", "-t", "-e", "--sort", "--tags", "--always", "--dirty", "--max-count", "--skip", "-M", "-C", "--find-renames", "--summary", "--raw",
        "--check", "--diff-filter", "-G", "-i", "--untracked-files", "--ignored", "--max-parents", "--grep", "--no-patch", "-q", "--quiet", "--exit-code");

    // Without any of these a verb that can change things only lists them.
    private static readonly FrozenDictionary<string, string[]> _listing = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["branch"] = ["-a", "-r", "-v", "-vv", "--list", "--show-current", "--all", "--sort"],
        ["tag"] = ["-l", "--list", "-n", "--sort"],
        ["stash"] = ["list", "show", "-p", "--stat"],
        ["remote"] = ["-v", "--verbose"],
        ["reflog"] = ["show", "-n", "--oneline"],
        ["worktree"] = ["list", "--porcelain"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static (CommandNeed Need, string Reason) Judge(SimpleCommand command)
    {
        var words = command.Arguments.SkipWhile(word => word is "--no-pager" or "-P" or "--literal-pathspecs" or "--no-optional-locks").ToList();
        if (words is not [var verb, .. var rest])
        {
            return (CommandNeed.AskOnce, "It says what Git can do.");
        }

        if (verb is "--version" or "--help" && rest.Count == 0)
        {
            return (CommandNeed.ReadOnly, "It only says what Git is.");
        }

        if (verb.StartsWith('-'))
        {
            return (CommandNeed.AskAlways, $"'{verb}' can make Git run a program or work on another repository.");
        }

        if (_listing.TryGetValue(verb, out var listing) && rest.TrueForAll(word => listing.Contains(Option(word), StringComparer.Ordinal)) && (verb is not ("stash" or "worktree") || rest.Count > 0))
        {
            return (CommandNeed.ReadOnly, "It only reads the repository.");
        }

        if (_always.TryGetValue(verb, out var reason))
        {
            return (CommandNeed.AskAlways, reason);
        }

        if (_reading.Contains(verb))
        {
            return rest.Find(word => !IsHarmless(word)) is { } odd
                ? (CommandNeed.AskAlways, $"'{odd}' can make 'git {verb}' do more than read this repository.")
                : (CommandNeed.ReadOnly, "It only reads the repository.");
        }

        if (_recorded.Contains(verb))
        {
            return rest.Find(word => word.StartsWith('-') && Option(word) is not ("-m" or "-a" or "-am" or "--message" or "--all" or "-A" or "-u" or "--")) is { } odd
                ? (CommandNeed.AskAlways, $"'{odd}' can make 'git {verb}' change more than it usually does.")
                : (CommandNeed.AskOnce, "It changes the user's index or history, and can run the repository's hooks.");
        }

        return (CommandNeed.AskAlways, $"'git {verb}' is none of the commands that are known here; it may be an alias for anything.");
    }

    private static bool IsHarmless(string word)
    {
        if (word.StartsWith('-'))
        {
            var option = Option(word);
            return _readingOptions.Contains(option) || option[1..].All(char.IsAsciiDigit) || (option.Length > 2 && option[..2] is "-U" or "-n" or "-L" or "-M" or "-C" && option[2..].All(char.IsAsciiLetterOrDigit));
        }

        // Two paths outside are compared as files, whoever they belong to.
        return word.Length > 0 && word[0] is not ('/' or '~' or '\\') && !word.Split('/', '\\', ':').Contains("..", StringComparer.Ordinal) && !(word.Length > 1 && word[1] is ':' && char.IsAsciiLetter(word[0]));
    }

    private static string Option(string word)
    {
        var sign = word.IndexOf('=', StringComparison.Ordinal);
        return sign > 0 && word.StartsWith('-') ? word[..sign] : word;
    }
}
