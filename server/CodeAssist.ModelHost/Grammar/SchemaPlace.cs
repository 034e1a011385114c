using System.Globalization;

namespace CodeAssist.ModelHost.Grammar;

/// <summary>A place within a schema.</summary>
/// <param name="Path">The way to it, for people.</param>
/// <param name="Depth">Levels above it, those behind references included.</param>
internal sealed record SchemaPlace(string Path, int Depth)
{
    public static SchemaPlace Root { get; } = new("$", 0);

    public SchemaPlace At(string name) => new($"{Path}.{name}", Depth + 1);

    public SchemaPlace At(int index) => new(string.Create(CultureInfo.InvariantCulture, $"{Path}[{index}]"), Depth + 1);

    public SchemaPlace Inside(string definition) => new(definition, Depth + 1);
}
