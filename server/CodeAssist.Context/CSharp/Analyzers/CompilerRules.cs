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

    /// <summary>How much a diagnostic matters in a repository; null where it does not want to hear of it.</summary>
    /// <param name="diagnostic">Of the compiler.</param>
    /// <param name="levels">From <see cref="SeveritySettings"/>.</param>
    public static Severity? Level(Diagnostic diagnostic, IReadOnlyDictionary<string, ReportDiagnostic> levels) =>
        (diagnostic.Severity is DiagnosticSeverity.Error ? ReportDiagnostic.Default : levels.GetValueOrDefault(diagnostic.Id)) switch
        {
            ReportDiagnostic.Default => diagnostic.Severity is DiagnosticSeverity.Error ? Severity.Error : Severity.Warning,
            ReportDiagnostic.Error => Severity.Error,
            ReportDiagnostic.Warn => Severity.Warning,
            _ => null,
        };
}
