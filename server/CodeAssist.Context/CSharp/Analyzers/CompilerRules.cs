using System.Globalization;
using CodeAssist.Core.Review.Findings;
using Microsoft.CodeAnalysis;

namespace CodeAssist.Context.CSharp.Analyzers;

/// <summary>The compiler's diagnostics as rules of a review.</summary>
internal static class CompilerRules
{
    public static ReviewRule Of(Diagnostic diagnostic, Severity severity)
    {
        var title = diagnostic.Descriptor.Title.ToString(CultureInfo.InvariantCulture).TrimEnd('.');
        return new ReviewRule(
            diagnostic.Id,
            title.Length > 0 ? title : diagnostic.Id,
            FindingCategory.Correctness,
            severity,
            $"The C# compiler says so. What it means, and what to do: {diagnostic.Descriptor.HelpLinkUri}")
        {
            Languages = ["csharp"],
        };
    }
}
