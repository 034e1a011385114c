using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;

namespace CodeAssist.Context.CSharp.Analyzers.Projects;

/// <summary>A .NET of version 5 or later, which is all that is looked at: older ones take their references from places that only MSBuild knows.</summary>
internal sealed partial record TargetFramework(int Major, int Minor)
{
    private const int FirstMajor = 5;

    /// <param name="name">As projects and restores write it: <c>net10.0</c>, <c>net8.0-windows7.0</c>, <c>.NETCoreApp,Version=v8.0</c>.</param>
    /// <returns>Null for any other framework.</returns>
    public static TargetFramework? Parse(string name)
    {
        var match = Name().Match(name);
        return match.Success && Number(match.Groups["major"]) is >= FirstMajor and var major ? new TargetFramework(major, Number(match.Groups["minor"])) : null;
    }

    /// <summary>The folder in a reference pack.</summary>
    public string Folder => string.Create(CultureInfo.InvariantCulture, $"net{Major}.{Minor}");

    /// <summary>The language where the project names none: one a year, 9 with .NET 5.</summary>
    public LanguageVersion Language => LanguageVersionFacts.TryParse(string.Create(CultureInfo.InvariantCulture, $"{Major + 4}"), out var version) ? version : LanguageVersion.Latest;

    /// <summary>What the SDK defines for it, in a build for debugging.</summary>
    public IEnumerable<string> Defines =>
    [
        "DEBUG", "TRACE", "NET", "NETCOREAPP", string.Create(CultureInfo.InvariantCulture, $"NET{Major}_{Minor}"),
        "NETCOREAPP1_0_OR_GREATER", "NETCOREAPP1_1_OR_GREATER", "NETCOREAPP2_0_OR_GREATER", "NETCOREAPP2_1_OR_GREATER", "NETCOREAPP2_2_OR_GREATER", "NETCOREAPP3_0_OR_GREATER", "NETCOREAPP3_1_OR_GREATER",
        .. Enumerable.Range(FirstMajor, Major - FirstMajor + 1).Select(major => string.Create(CultureInfo.InvariantCulture, $"NET{major}_0_OR_GREATER")),
    ];

    private static int Number(Group group) => int.Parse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(net|\.NETCoreApp,Version=v)(?<major>\d{1,2})\.(?<minor>\d)(-.*)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Name();
}
