using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CodeAssist.Context.CSharp.Analyzers.Projects;

/// <summary>What a project file and the <c>Directory.Build.props</c> above it say in so many words. Nothing is evaluated: what has a condition or refers to something else is not there.</summary>
internal sealed class ProjectProperties
{
    private readonly Dictionary<string, string> _values = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<(string Kind, string Attribute, string Value)> _items = [];
    private readonly string _name;

    private ProjectProperties(string file) => _name = Path.GetFileNameWithoutExtension(file);

    public string AssemblyName => this["AssemblyName"] ?? _name;

    public bool IsWeb { get; private set; }

    public bool HasUnsafeCode => IsTrue("AllowUnsafeBlocks");

    public bool HasImplicitUsings => IsTrue("ImplicitUsings") || string.Equals(this["ImplicitUsings"], "enable", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether it says itself which files it compiles.</summary>
    public bool ListsItsFiles => string.Equals(this["EnableDefaultCompileItems"] ?? this["EnableDefaultItems"], "false", StringComparison.OrdinalIgnoreCase);

    public NullableContextOptions Nullable => this["Nullable"]?.ToUpperInvariant() switch
    {
        "ENABLE" => NullableContextOptions.Enable,
        "WARNINGS" => NullableContextOptions.Warnings,
        "ANNOTATIONS" => NullableContextOptions.Annotations,
        _ => NullableContextOptions.Disable,
    };

    public LanguageVersion? Language => this["LangVersion"] is { } version && LanguageVersionFacts.TryParse(version, out var parsed) ? parsed : null;

    public int? WarningLevel => int.TryParse(this["WarningLevel"], NumberStyles.None, CultureInfo.InvariantCulture, out var level) ? level : null;

    public IEnumerable<string> Defines => List("DefineConstants");

    /// <summary>Ids of diagnostics, those of the compiler with their letters.</summary>
    public IEnumerable<string> Silenced => List("NoWarn").Select(id => id.All(char.IsAsciiDigit) ? $"CS{id.PadLeft(4, '0')}" : id);

    /// <summary>The values of items that are named in full: <c>Compile</c>, <c>Remove</c>.</summary>
    public IEnumerable<string> Items(string kind, string attribute) => _items
        .Where(item => string.Equals(item.Kind, kind, StringComparison.Ordinal) && string.Equals(item.Attribute, attribute, StringComparison.Ordinal))
        .SelectMany(item => item.Value.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    /// <param name="file">Absolute path of the project file.</param>
    /// <param name="root">The folder above which nothing is read.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>Null where the project file cannot be read.</returns>
    public static async Task<ProjectProperties?> ReadAsync(string file, string root, CancellationToken cancellationToken)
    {
        var properties = new ProjectProperties(file);
        List<string> above = [];
        for (var folder = Path.GetDirectoryName(file); folder is not null && PathNames.IsBelow(folder, root); folder = Path.GetDirectoryName(folder))
        {
            above.Insert(0, Path.Combine(folder, "Directory.Build.props"));
        }

        foreach (var props in above)
        {
            await properties.AddAsync(props, cancellationToken);
        }

        return await properties.AddAsync(file, cancellationToken) ? properties : null;
    }

    private string? this[string name] => _values.GetValueOrDefault(name);

    private bool IsTrue(string name) => string.Equals(this[name], "true", StringComparison.OrdinalIgnoreCase);

    private string[] List(string name) => (this[name] ?? "").Split([';', ',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private async Task<bool> AddAsync(string path, CancellationToken cancellationToken)
    {
        if (await SourceFileReader.ReadAsync(path, cancellationToken) is not SourceFileResult.Read { File.Text: var text } || Parse(text) is not { } project)
        {
            return false;
        }

        IsWeb |= project.Attribute("Sdk")?.Value.StartsWith("Microsoft.NET.Sdk.Web", StringComparison.Ordinal) is true;
        foreach (var element in project.Elements().Where(IsUnconditional).SelectMany(group => group.Elements()).Where(IsUnconditional))
        {
            if (element.Parent!.Name.LocalName is "PropertyGroup" && Plain(element.Value, element.Name.LocalName) is { } value)
            {
                _values[element.Name.LocalName] = value;
            }
            else if (element.Parent.Name.LocalName is "ItemGroup")
            {
                var said = element.Attributes().Select(attribute => (attribute.Name.LocalName, attribute.Value)).Concat(element.Elements().Where(IsUnconditional).Select(child => (child.Name.LocalName, child.Value)));
                _items.AddRange(said.Select(pair => (element.Name.LocalName, pair.LocalName, Plain(pair.Value, "")!)).Where(item => item.Item3 is not null));
            }
        }

        return true;
    }

    private static XElement? Parse(string text)
    {
        try
        {
            using var reader = XmlReader.Create(new StringReader(text), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            return XDocument.Load(reader).Root;
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static bool IsUnconditional(XElement element) => element.Attribute("Condition") is null;

    // "$(NoWarn);CS1591" adds to what was there.
    private string? Plain(string value, string property)
    {
        var known = value.Replace($"$({property})", this[property] ?? "", StringComparison.OrdinalIgnoreCase).Replace("$(MSBuildProjectName)", _name, StringComparison.OrdinalIgnoreCase).Trim();
        return known.Contains("$(", StringComparison.Ordinal) || known.Contains("@(", StringComparison.Ordinal) ? null : known;
    }
}
