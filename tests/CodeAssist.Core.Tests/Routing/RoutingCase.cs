namespace CodeAssist.Core.Tests.Routing;

/// <summary>A row of <c>cases.txt</c>: what is to be done, how things stand, and where it has to go.</summary>
/// <param name="Section">The heading that it stands below.</param>
/// <param name="Cells">Its cells as they are written.</param>
public sealed record RoutingCase(string Section, string[] Cells)
{
    private const string HeadingMark = "## ";

    public string Task => Cells[0];

    /// <summary>Models of this machine.</summary>
    public string Here => Cells[1];

    /// <summary>Models elsewhere.</summary>
    public string Elsewhere => Cells[2];

    public string Settings => Cells[3];

    public string Route => Cells[4];

    public string Reason => Cells[5];

    /// <summary>All of them, in their order.</summary>
    public static IReadOnlyList<RoutingCase> All { get; } = [.. Read()];

    public override string ToString() => string.Join(" | ", Cells);

    private static IEnumerable<RoutingCase> Read()
    {
        using var stream = typeof(RoutingCase).Assembly.GetManifestResourceStream("routing-cases.txt")!;
        using var reader = new StreamReader(stream);
        var section = "";
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith(HeadingMark, StringComparison.Ordinal))
            {
                section = line[HeadingMark.Length..];
            }
            else if (line.Length > 0 && line[0] is not '#')
            {
                yield return new RoutingCase(section, line.Split('|', StringSplitOptions.TrimEntries));
            }
        }
    }
}
