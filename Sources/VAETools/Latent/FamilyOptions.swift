import ArgumentParser
import Distributions

/// --family and --parameters.
struct FamilyOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("The family, as --list names it.", valueName: "name"),
        completion: FamilyName.completion, transform: FamilyName.parse)
    var family: FamilyName?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Its parameters, in the order of --list.", valueName: "a,..."),
        transform: NumberList.parse)
    var parameters: NumberList?

    var isGiven: Bool { family != nil || parameters != nil }

    /// - Precondition: ``make()`` has succeeded.
    var name: String { family!.description }

    /// How many parameters there are.
    var count: Int { parameters?.numbers.count ?? 0 }

    /// The distribution.
    /// - Throws: what is wrong with the options.
    func make() throws -> any ReparameterizedDistribution {
        guard let family else { throw ValidationError("Missing expected argument '--family <name>'") }
        let type = family.type
        guard let parameters else {
            throw ValidationError("Missing expected argument '--parameters <a,...>'")
        }
        guard type.takes(count) else {
            let names = type.parameters.map { $0.isVector ? "\($0.name),..." : $0.name }
            throw ValidationError(
                "--parameters: found \(count) \(count == 1 ? "number" : "numbers"), expected "
                    + names.joined(separator: ","))
        }
        do {
            return try type.init(parameters.numbers)
        } catch {
            throw ValidationError("--parameters: \(error)")
        }
    }

    /// All families, a line each.
    static var table: String {
        "family\tparameters\tsupport\tdrawn by\tstandard\tpriors\n"
            + ReparameterizedFamilies.all.map { (type: any LatentDistribution.Type) in
                let parameters = type.parameters.map {
                    "\($0.name)\($0.isVector ? ",..." : "") (\($0.domain.rawValue))"
                }
                return [
                    type.name, parameters.joined(separator: ", "), type.supportText, type.approach.rawValue,
                    type.standardParameters.map(plain).joined(separator: ","),
                    LatentChoice.priors(for: type).joined(separator: ","),
                ].joined(separator: "\t") + "\n"
            }.joined()
    }
}

/// A family as it is typed.
struct FamilyName: DescribedValue, CustomStringConvertible {
    let type: any LatentDistribution.Type

    var description: String { type.name }
    var summary: String { type.supportText }

    static let completion = CompletionKind.list(allCases.map(\.description))

    static let allCases = ReparameterizedFamilies.all.map { FamilyName(type: $0) }

    /// What families are called elsewhere.
    private static let otherNames = [
        "normal": "gaussian", "log-uniform": "reciprocal", "t": "student-t", "chi2": "chi-squared",
    ]

    /// To be an option's `transform`.
    static func parse(_ argument: String) throws -> FamilyName {
        if let name = FamilyName(argument: argument) { return name }
        let names = allCases.map(\.description)
        let near = otherNames[argument] ?? OptionSuggestion(names: names).best(for: argument)
        throw ValidationError(
            "expected a name that 'vae-latent draw --list' tells"
                + (near.map { "; did you mean '\($0)'?" } ?? ""))
    }
}

extension FamilyName {
    init?(argument: String) {
        guard let type = ReparameterizedFamilies.named(argument) else { return nil }
        self.init(type: type)
    }
}

/// Numbers as they are typed: 2,0.5.
struct NumberList: TypedValue {
    static let form = "numbers such as 2,0.5"

    let numbers: [Double]

    init?(argument: String) {
        let words = argument.split(separator: ",", omittingEmptySubsequences: false)
        numbers = words.compactMap { Double($0) }
        if numbers.count != words.count { return nil }
    }
}
