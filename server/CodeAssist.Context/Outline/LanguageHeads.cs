using System.Collections.Frozen;
using CodeAssist.Core.Text;

namespace CodeAssist.Context.Outline;

/// <summary>How members begin in the languages that are read by their lines alone, and how they end.</summary>
/// <remarks>
/// No parser. It cannot know what macros, conditional compilation and code that is made of strings mean, passes over members that begin in the middle of a line, and takes a method's
/// name for all of its overloads. Whoever asks must not harm when it errs.
/// </remarks>
/// <param name="Patterns">The first that fits counts.</param>
internal sealed record LanguageHeads(IReadOnlyList<HeadPattern> Patterns)
{
    private const string JavaWords = @"^\s*(@[\w.]+(\([^)]*\))?\s+)*((public|protected|private|static|final|abstract|sealed|non-sealed|strictfp|synchronized|native|default)\s+)*";
    private const string KotlinWords = @"^\s*(@[\w.:]+(\([^)]*\))?\s+)*([a-z]+\s+)*";
    private const string SwiftWords = @"^\s*(@\w+(\([^)]*\))?\s+)*([a-z]+(\([a-z]+\))?\s+)*";
    private const string RustWords = @"^\s*(pub(\([^)]*\))?\s+)?(default\s+)?(const\s+)?(async\s+)?(unsafe\s+)?(extern\s+(""[^""]*""\s+)?)?";
    private const string PhpWords = @"^\s*((public|protected|private|static|final|abstract|readonly)\s+)*";
    private const string ScriptWords = @"^\s*(export\s+)?(default\s+)?(declare\s+)?";
    private const string ScriptMethodWords = @"^\s*((public|private|protected|static|async|override|readonly|abstract|accessor|get|set)\s+)*\*?\s*";
    private const string CWords = @"^\s*(template\s*<.*>\s*)?";

    private static readonly LanguageHeads _script = new(
    [
        Container(ScriptWords + @"(abstract\s+)?class\s+(?<name>[\w$]+)"),
        Container(ScriptWords + @"(namespace|module)\s+(?<name>[\w$.]+)"),
        new(ScriptWords + @"(async\s+)?function\s*\*?\s*(?<name>[\w$]+)"),
        new(ScriptWords + @"(interface|(const\s+)?enum|type)\s+(?<name>[\w$]+)\s*([<{=]|extends\b|$)"),
        new(ScriptWords + @"(const|let|var)\s+(?<name>[\w$]+)\b.*(=>|\bfunction\b|[({\[]\s*$)") { IsOutside = true },
        new(ScriptMethodWords + @"(?<name>[#\w$]+)\s*[?!]?\s*(<.*>)?\(") { IsInContainer = true },
        new(ScriptMethodWords + @"(?<name>[#\w$]+)\b[^(]*=.*(=>|\bfunction\b|\(\s*$)") { IsInContainer = true },
    ])
    {
        LinesEnd = true, GoesOnBehindBraces = "{|&>[",
    };

    private static readonly LanguageHeads _java = new(
    [
        Container(JavaWords + @"(class|interface|enum|record|@interface)\s+(?<name>\w+)"),
        new(JavaWords + @"(<.*>\s*)?[\w.]+(<.*>)?(\[\])*\s+(?<name>\w+)\s*\(") { IsInContainer = true },
        new(JavaWords + @"(<.*>\s*)?(?<name>\w+)\s*\(") { IsInContainer = true, NeedsBody = true },
    ]);

    private static readonly LanguageHeads _kotlin = new(
    [
        Container(KotlinWords + @"(class|interface|object)\b\s*(?<name>\w*)"),
        new(KotlinWords + @"fun\s+(<.*>\s*)?([\w.<>?, ]+\.)?(?<name>\w+)\s*\("),
        new(KotlinWords + @"(?<name>init|constructor)\s*[({]") { IsInContainer = true },
    ])
    {
        LinesEnd = true,
    };

    private static readonly LanguageHeads _swift = new(
    [
        new(SwiftWords + @"func\s+(?<name>[^\s(<]+)"),
        new(SwiftWords + @"(?<name>init|deinit|subscript)[?!]?\s*(<.*>)?[({]") { IsInContainer = true },
        Container(SwiftWords + @"(class|struct|enum|protocol|extension|actor)\s+(?<name>[\w.]+)"),
    ])
    {
        LinesEnd = true,
    };

    private static readonly LanguageHeads _go = new(
    [
        new(@"^func\s+(\(\s*(\w+\s+)?\*?(?<owner>\w+)(\[[^)]*\])?\s*\)\s*)?(?<name>\w+)"),
        new(@"^type\s+(?<name>\w+)"),
    ])
    {
        LinesEnd = true, GoesOnBehindBraces = "{,)",
    };

    private static readonly LanguageHeads _rust = new(
    [
        Container(RustWords + @"(mod|trait)\s+(?<name>\w+)"),
        Container(RustWords + @"impl\b(\s*<.*>)?\s+(.*\bfor\s+)?&?(mut\s+)?(?<name>[\w:]+)"),
        new(RustWords + @"fn\s+(?<name>\w+)"),
        new(RustWords + @"(struct|enum|union|type|macro_rules!)\s+(?<name>\w+)"),
    ]);

    private static readonly LanguageHeads _c = new(
    [
        Container(@"^\s*extern\s+""[^""]*""\s*(\{|$)"),
        Container(@"^\s*(inline\s+)?namespace\b\s*(?<name>[\w:]*)"),
        new(@"^\s*(typedef\s+)?enum\s+((class|struct)\s+)?(?<name>\w+)") { NeedsBody = true },
        Container(CWords + @"(typedef\s+)?(class|struct|union)\s+([A-Z_]+\s+)?(?<name>[\w:]+)\s*(final\s*)?(:[^:].*|\{.*)?$"),
        new(CWords + @"(\w[\w:<>,*&\[\]\s]*[\s*&])?(?<name>([\w:]+::)?(operator\s*(\(\)|[^\s(]+)|~?\w+))\s*\(") { IsOutside = true, NeedsBody = true },
    ])
    {
        HasDirectives = true, GoesOnBehindBraces = "{,",
    };

    private static readonly LanguageHeads _php = new(
    [
        Container(PhpWords + @"(class|interface|trait|enum)\s+(?<name>\w+)"),
        Container(@"^\s*namespace\b\s*(?<name>[\w\\]*)\s*(\{|$)"),
        new(PhpWords + @"function\s+&?\s*(?<name>\w+)"),
    ]);

    private static readonly LanguageHeads _python = new(
    [
        Container(@"^\s*class\s+(?<name>\w+)"),
        new(@"^\s*(async\s+)?def\s+(?<name>\w+)"),
    ])
    {
        IsIndented = true,
    };

    private static readonly LanguageHeads _ruby = new(
    [
        Container(@"^\s*class\s*<<"),
        Container(@"^\s*(class|module)\s+(?<name>[\w:]+)"),
        new(@"^\s*((private|protected|public|module_function|private_class_method)\s+)*def\s+(self\.)?(?<name>[^\s(;]+)"),
    ])
    {
        IsIndented = true, BlockWords = ["end", "rescue", "ensure", "else"],
    };

    private static readonly FrozenDictionary<string, LanguageHeads> _byLanguage = new Dictionary<string, LanguageHeads>(StringComparer.Ordinal)
    {
        ["c"] = _c,
        ["cpp"] = _c,
        ["cuda-cpp"] = _c,
        ["go"] = _go,
        ["java"] = _java,
        ["javascript"] = _script,
        ["javascriptreact"] = _script,
        ["kotlin"] = _kotlin,
        ["php"] = _php,
        ["python"] = _python,
        ["ruby"] = _ruby,
        ["rust"] = _rust,
        ["swift"] = _swift,
        ["typescript"] = _script,
        ["typescriptreact"] = _script,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Whether members end with their indentation; with their braces otherwise.</summary>
    public bool IsIndented { get; init; }

    /// <summary>Words that stand as far to the left as the head they belong to.</summary>
    public IReadOnlyList<string> BlockWords { get; init; } = [];

    /// <summary>Whether lines that begin with <c>#</c> are no code: their braces need no partner.</summary>
    public bool HasDirectives { get; init; }

    /// <summary>Whether the end of a line ends what is complete there, as a semicolon does.</summary>
    public bool LinesEnd { get; init; }

    /// <summary>What may follow braces that are part of a head: of a type that is written there, of an initializer.</summary>
    public string GoesOnBehindBraces { get; init; } = "";

    /// <returns>Null for a language whose members are not known.</returns>
    public static LanguageHeads? Of(string language) => _byLanguage.GetValueOrDefault(language);

    /// <returns>One name for all languages whose files use one another's members; null for a language whose members are not known.</returns>
    public static string? KinOf(string language) => string.Equals(language, Languages.CSharp, StringComparison.Ordinal) ? language
        : Of(language) is { } heads ? _byLanguage.Where(entry => ReferenceEquals(entry.Value, heads)).Min(entry => entry.Key)
        : null;

    private static HeadPattern Container(string pattern) => new(pattern) { IsContainer = true };
}
