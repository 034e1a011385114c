using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace CodeAssist.Egress.Protocol.Catalogue;

/// <summary>Reads a catalogue that the user wrote, through one handle, so that what is measured is what is read.</summary>
internal static class CatalogueText
{
    // Far more than anybody writes; what is longer is another file.
    private const int LongestFile = 1024 * 1024;

    /// <param name="path">Absolute; the file need not be there. Empty for none.</param>
    /// <param name="problem">Why it cannot be used, in a sentence; null where it can, or where there is none.</param>
    /// <returns>Null where there is nothing to use.</returns>
    public static byte[]? Read(string path, out string? problem)
    {
        problem = null;
        if (path.Length == 0)
        {
            return null;
        }

        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var content = new byte[Math.Min(file.Length, LongestFile + 1)];
            var length = file.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
            problem = length > LongestFile ? $"{path} cannot be used: it is longer than 1 MiB." : null;
            return problem is null ? content[..length] : null;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            problem = $"{path} cannot be used: {exception.Message}";
            return null;
        }
    }

    /// <summary>Reads the entries of a catalogue.</summary>
    /// <param name="content">JSON.</param>
    /// <param name="type">What it holds; strict.</param>
    /// <returns>Null for the word null.</returns>
    /// <exception cref="CatalogueException">Something else stands somewhere.</exception>
    public static T? Parse<T>(ReadOnlySpan<byte> content, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(content, type);
        }
        catch (JsonException exception)
        {
            var place = exception.Path is { Length: > 2 } path ? path[2..] : "its beginning";
            throw new CatalogueException($"{place} is not what belongs there (line {exception.LineNumber + 1})");
        }
    }

    /// <summary>A catalogue that is part of this assembly.</summary>
    public static byte[] Shipped(string name)
    {
        using var stream = typeof(CatalogueText).Assembly.GetManifestResourceStream(name)!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }
}
