using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodeAssist.Context.CSharp.Checks;

/// <summary>What a catch clause catches, by the names in it.</summary>
internal static class ExceptionTypes
{
    public static bool IsBroad(CatchClauseSyntax clause) => clause.Declaration is null || SyntaxNames.Last(clause.Declaration.Type) is "Exception" or "SystemException";

    public static bool IsCancellation(CatchClauseSyntax clause) => SyntaxNames.Last(clause.Declaration?.Type) is "OperationCanceledException" or "TaskCanceledException";
}
