using CodeAssist.Core.Review.Findings;

namespace CodeAssist.Core.Review.Checks;

/// <summary>Rules of the checks that read text alone, and those that they share with checks on a syntax tree.</summary>
public static class CheckRules
{
    public static ReviewRule Secret { get; } = new(
        "secret",
        "Secret in the code",
        FindingCategory.Security,
        Severity.Error,
        "Whoever can read the repository can use it, also after it was removed from the latest version. Revoke it, and read it from the environment or a secret store.")
    {
        Example = "aws_key = \"AKIA...\"",
        IsExcusable = false,
    };

    public static ReviewRule PossibleSecret { get; } = new(
        "possible-secret",
        "Looks like a secret",
        FindingCategory.Security,
        Severity.Warning,
        "A random value is assigned to something that is named like a key. If it is one, revoke it and read it from the environment or a secret store.")
    {
        Example = "api_key = \"...\"",
        IsExcusable = false,
    };

    public static ReviewRule ConflictMarker { get; } = new(
        "conflict-marker",
        "Unresolved merge conflict",
        FindingCategory.Correctness,
        Severity.Error,
        "Both sides of a merge are still in the file. Choose what is to stay, and remove the markers.")
    {
        Example = "<<<<<<< HEAD\nvar limit = 10;\n=======\nvar limit = 20;\n>>>>>>> feature",
    };

    public static ReviewRule Bidirectional { get; } = new(
        "bidirectional-text",
        "Characters that turn the direction of reading",
        FindingCategory.Security,
        Severity.Error,
        "The line is executed in another order than it is read (\"Trojan Source\", CVE-2021-42574). Remove the characters, or write them as escapes.")
    {
        Example = "if (role != \"user\u2067 // checks the role\u2069\") { }",
        IsExcusable = false,
        AlsoKnownAs = ["S6389"],
    };

    public static ReviewRule Invisible { get; } = new(
        "invisible-character",
        "Invisible character",
        FindingCategory.Security,
        Severity.Warning,
        "Nobody sees it, but compilers and models read it: two names that look the same are not, and text can hide in it. Remove it, or write it as an escape.")
    {
        Example = "var user\u200BName = name; // with a zero-width space in the name",
        IsExcusable = false,
    };

    public static ReviewRule FocusedTest { get; } = new(
        "focused-test",
        "Focused test",
        FindingCategory.Tests,
        Severity.Error,
        "All other tests of the file, or of the project, are passed over, and the run is green. Remove the focus.")
    {
        Languages = CheckLanguages.Of(CheckLanguages.JavaScript, ["ruby"]),
        Example = "it.only('adds', () => { ... })",
        AlsoKnownAs = ["jest/no-focused-tests", "mocha/no-exclusive-tests", "vitest/no-focused-tests", "no-only-tests/no-only-tests"],
    };

    public static ReviewRule DisabledTest { get; } = new(
        "disabled-test",
        "Disabled test",
        FindingCategory.Tests,
        Severity.Note,
        "The test does not run any more, and nothing will say so later. Make it pass, delete it, or leave a reason with an issue.")
    {
        Languages = CheckLanguages.Of(CheckLanguages.CSharp, CheckLanguages.JavaScript, CheckLanguages.Jvm, ["python", "ruby", "rust"]),
        Example = "[Fact(Skip = \"flaky\")]\npublic void Adds() { }",
        AlsoKnownAs = ["xUnit1004", "jest/no-disabled-tests", "S1607"],
    };

    public static ReviewRule DebugLeftover { get; } = new(
        "debug-leftover",
        "Debugging statement left behind",
        FindingCategory.Correctness,
        Severity.Error,
        "It stops the program, or asks for a debugger, wherever it runs. Remove it.")
    {
        Languages = CheckLanguages.Of(CheckLanguages.CSharp, CheckLanguages.JavaScript, ["python", "ruby", "rust", "elixir", "php", "go"]),
        Example = "debugger;",
        AlsoKnownAs = ["no-debugger", "T100", "clippy::dbg_macro"],
    };

    public static ReviewRule TlsCheckOff { get; } = new(
        "tls-check-off",
        "Certificates are not checked",
        FindingCategory.Security,
        Severity.Error,
        "Anybody on the way can read and change what is sent. Trust the one certificate that is meant, and leave the check on.")
    {
        Languages = CheckLanguages.Of(CheckLanguages.CSharp, CheckLanguages.JavaScript, ["python", "go", "ruby", "php", "shellscript", "dockerfile"]),
        Example = "handler.ServerCertificateCustomValidationCallback = (_, _, _, _) => true;",
        AlsoKnownAs = ["CA5359", "S4830", "S501", "G402"],
    };

    public static ReviewRule SqlString { get; } = new(
        "sql-string",
        "SQL put together from strings",
        FindingCategory.Security,
        Severity.Warning,
        "A value with a quote in it breaks the statement, or becomes part of it. Pass values as parameters.")
    {
        Languages = CheckLanguages.Of(CheckLanguages.CSharp, CheckLanguages.JavaScript, ["python"]),
        Example = "command.CommandText = $\"SELECT * FROM users WHERE name = '{name}'\";",
        AlsoKnownAs = ["CA2100", "CA3001", "S3649", "S608", "EF1002"],
    };

    public static ReviewRule ShellString { get; } = new(
        "shell-string",
        "Shell command put together from strings",
        FindingCategory.Security,
        Severity.Warning,
        "A value with a space, a quote or a semicolon in it changes the command. Pass the arguments as a list, without a shell.")
    {
        Languages = CheckLanguages.Of(CheckLanguages.CSharp, CheckLanguages.JavaScript, ["python"]),
        Example = "os.system(f\"rm -r {folder}\")",
        AlsoKnownAs = ["CA3006", "S602", "S605", "S2076"],
    };

    public static ReviewRule WeakRandom { get; } = new(
        "weak-random",
        "Predictable random numbers for a secret",
        FindingCategory.Security,
        Severity.Warning,
        "Whoever sees some of these numbers can compute the others. Use the generator for cryptography: RandomNumberGenerator, crypto.randomUUID, secrets.")
    {
        Languages = CheckLanguages.Of(CheckLanguages.CSharp, CheckLanguages.JavaScript, ["python"]),
        Example = "var password = new Random().Next().ToString();",
        AlsoKnownAs = ["CA5394", "S2245", "S311"],
    };

    public static ReviewRule WeakHash { get; } = new(
        "weak-hash",
        "Broken hash for a password or a signature",
        FindingCategory.Security,
        Severity.Warning,
        "MD5 and SHA-1 are fast to try and can be made to collide. Derive passwords with PBKDF2, bcrypt or Argon2, and sign with SHA-256.")
    {
        Languages = CheckLanguages.Of(CheckLanguages.CSharp, ["python"]),
        Example = "var hash = MD5.HashData(Encoding.UTF8.GetBytes(password));",
        AlsoKnownAs = ["CA5350", "CA5351", "S4790", "S324"],
    };
}
