using CodeAssist.Core.Text;
using Microsoft.CodeAnalysis;

namespace CodeAssist.Context.CSharp;

/// <summary>Whether a changed C# file has an error that it did not have before.</summary>
internal static class CSharpFixCheck
{
    public static string? Objection(DocumentSnapshot reviewed, string text)
    {
        var before = ReviewedDocuments.Of(reviewed);

        return Added(before.Errors, before.With(text).Errors) is { } error ? $"It adds an error: {error.Id}, {error.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}." : null;
    }

    /// <summary>One of the errors of which there are more than before. Places have moved, so that kinds are counted.</summary>
    public static Diagnostic? Added(IEnumerable<Diagnostic> before, IEnumerable<Diagnostic> after)
    {
        var counts = before.CountBy(error => error.Id, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);

        return after.GroupBy(error => error.Id, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > counts.GetValueOrDefault(group.Key))?.First();
    }
}
