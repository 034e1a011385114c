using CodeAssist.Core.Privacy.Secrets;

namespace CodeAssist.Core.Review.Checks.Text;

/// <summary>All checks that need nothing but a file's text.</summary>
public static class TextChecks
{
    public static IReadOnlyList<ICheck> All { get; } =
    [
        new SecretCheck(SecretScanner.Default),
        new ConflictMarkers(),
        new HiddenCharacterCheck(),
        TestPatterns.Focused,
        TestPatterns.Disabled,
        DebugPatterns.Check,
        SecurityPatterns.TlsCheckOff,
        SecurityPatterns.ShellString,
        SecurityPatterns.SqlString,
        SecurityPatterns.WeakRandom,
        SecurityPatterns.WeakHash,
    ];
}
