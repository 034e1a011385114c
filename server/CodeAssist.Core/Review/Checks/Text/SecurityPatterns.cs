namespace CodeAssist.Core.Review.Checks.Text;

/// <summary>Dangerous calls that show on one line, in languages without a tree here.</summary>
internal static class SecurityPatterns
{
    private const string Sql = @"(?i:SELECT|INSERT[ \t]+INTO|UPDATE|DELETE[ \t]+FROM|REPLACE[ \t]+INTO|MERGE[ \t]+INTO)[ \t\r\n]";

    private static readonly IReadOnlyList<string> _python = ["python"];

    public static PatternCheck TlsCheckOff { get; } = new(CheckRules.TlsCheckOff,
    [
        new(CheckLanguages.JavaScript, SeenText.Code, @"\b(?<at>rejectUnauthorized[ \t]*:[ \t]*false)\b", Unchecked),
        new(CheckLanguages.JavaScript, SeenText.WithoutComments, @"(?<at>NODE_TLS_REJECT_UNAUTHORIZED['""]?\]?[ \t]*[:=][ \t]*['""]?0)\b", Unchecked),
        new(_python, SeenText.Code, @"[(,][ \t\r\n]*(?<at>verify[ \t]*=[ \t]*False)\b", Unchecked) { Where = file => file.Code.Contains("requests", StringComparison.Ordinal) || file.Code.Contains("httpx", StringComparison.Ordinal) },
        new(_python, SeenText.Code, @"\b(?<at>ssl\._create_unverified_context)\b", Unchecked),
        new(_python, SeenText.Code, @"\b(?<at>verify_mode[ \t]*=[ \t]*ssl\.CERT_NONE)\b", Unchecked),
        new(["go"], SeenText.Code, @"\b(?<at>InsecureSkipVerify[ \t]*[:=][ \t]*true)\b", Unchecked),
        new(["ruby"], SeenText.Code, @"\b(?<at>verify_mode[ \t]*(=|=>|:)[ \t]*OpenSSL::SSL::VERIFY_NONE)\b", Unchecked),
        new(["php"], SeenText.Code, @"\b(?<at>CURLOPT_SSL_VERIFYPEER[ \t]*(,|=>)[ \t]*(false|0))\b", Unchecked),
        new(["shellscript", "dockerfile"], SeenText.WithoutComments, @"(^|[ \t;&|($])curl[ \t]([^\n|;&#'""]*[ \t])?(?<at>--insecure|-[a-jl-zA-Z]*k[a-zA-Z]*)([ \t]|\r?$)", Unchecked),
    ]);

    public static PatternCheck ShellString { get; } = new(CheckRules.ShellString,
    [
        new(_python, SeenText.WithoutComments, @"\b(?<at>os\.(system|popen)\([ \t\r\n]*[fF][""'][^\n]*\{[^\n]*)", Changed) { If = match => HasValue(match.Value, "{") },
        new(_python, SeenText.WithoutComments, @"\b(?<at>os\.(system|popen)\([ \t\r\n]*(""[^""\n]*""|'[^'\n]*')[ \t]*(\+|%)[ \t]*[^\n]*)", Changed),
        new(_python, SeenText.WithoutComments, @"\b(?<at>subprocess\.(run|call|check_call|check_output|Popen|getoutput)\([ \t\r\n]*[fF][""'][^\n]*\{[^\n]*shell[ \t]*=[ \t]*True)", Changed) { If = match => HasValue(match.Value, "{") },
        new(_python, SeenText.WithoutComments, @"\b(?<at>subprocess\.(run|call|check_call|check_output|Popen)\([ \t\r\n]*(""[^""\n]*""|'[^'\n]*')[ \t]*(\+|%)[^\n]*shell[ \t]*=[ \t]*True)", Changed),
        new(CheckLanguages.JavaScript, SeenText.WithoutComments, @"\b(?<at>(exec|execSync)\([ \t\r\n]*`[^`\n]*\$\{[^`\n]*`)", Changed)
        {
            Where = file => file.WithoutComments.Contains("child_process", StringComparison.Ordinal),
            If = match => HasValue(match.Value, "${"),
        },
    ]);

    public static PatternCheck SqlString { get; } = new(CheckRules.SqlString,
    [
        new(_python, SeenText.WithoutComments, $@"\.(?<at>(execute|executemany|executescript)\([ \t\r\n]*[fF](""""""|'''|""|')[ \t\r\n]*{Sql}[^""']*['""]?\{{[^""'\n]*)", Injected) { If = match => HasValue(match.Value, "{") },
        new(_python, SeenText.WithoutComments, $@"\.(?<at>(execute|executemany|executescript)\([ \t\r\n]*(""{Sql}[^""\n]*""|'{Sql}[^'\n]*')[ \t]*(%[ \t]*[(a-zA-Z_]|\+[ \t]*[a-zA-Z_])[^\n]*)", Injected),
        new(CheckLanguages.JavaScript, SeenText.WithoutComments, $@"\.(?<at>(query|execute|raw|\$queryRawUnsafe|\$executeRawUnsafe)\([ \t\r\n]*`[ \t\r\n]*{Sql}[^`]*\$\{{[^`]*`)", Injected) { If = match => HasValue(match.Value, "${") },
    ]);

    public static PatternCheck WeakRandom { get; } = new(CheckRules.WeakRandom,
    [
        new(CheckLanguages.JavaScript, SeenText.Code, @"\b(?<name>[A-Za-z_$][\w$]*)[ \t]*[:=][ \t]*[^=;,\n]{0,60}\b(?<at>Math\.random\(\))", _ => "Math.random() can be predicted; use crypto.randomUUID() or crypto.getRandomValues().")
        {
            If = match => SecretNames.IsSecret(match.Groups["name"].Value),
        },
        new(_python, SeenText.Code, @"\b(?<name>[A-Za-z_]\w*)[ \t]*=[ \t]*[^=;\n]{0,60}\b(?<at>random\.(choice|choices|randint|randrange|random|getrandbits|randbytes|sample))\(", found => $"'{found}' can be predicted; use the module 'secrets'.")
        {
            If = match => SecretNames.IsSecret(match.Groups["name"].Value),
        },
    ]);

    public static PatternCheck WeakHash { get; } = new(CheckRules.WeakHash,
    [
        new(_python, SeenText.Code, @"\b(?<at>hashlib\.(md5|sha1))\([ \t]*(?<name>[A-Za-z_]\w*)", found => $"'{found}' is too weak for what is hashed here.")
        {
            If = match => SecretNames.IsSecret(match.Groups["name"].Value),
        },
    ]);

    private static string Unchecked(string found) => $"'{found}' lets anybody on the way read and change what is sent.";

    private static string Changed(string found) => $"'{found[..(found.IndexOf('(', StringComparison.Ordinal) + 1)]}…)' runs a shell on a text that values were put into; a space or a semicolon in one of them changes the command.";

    private static string Injected(string found) => $"'{found[..(found.IndexOf('(', StringComparison.Ordinal) + 1)]}…)' gets SQL that values were put into; a quote in one of them changes the statement. Pass them as parameters.";

    // Names in capitals are constants, and tables and columns cannot be parameters.
    private static bool HasValue(string text, string opener)
    {
        var isValue = false;
        for (var at = text.IndexOf(opener, StringComparison.Ordinal); at >= 0; at = text.IndexOf(opener, at + 1, StringComparison.Ordinal))
        {
            var rest = text.AsSpan(at + opener.Length);
            var name = rest[..(rest.IndexOf('}') is >= 0 and var end ? end : rest.Length)].ToString();
            isValue |= SqlText.IsValue(name);
        }

        return isValue;
    }
}
