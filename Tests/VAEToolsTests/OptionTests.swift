import Testing

/// Pages and help say the same of every option.
@Suite struct OptionTests {
    private func page(of tool: ToolHelp) throws -> ManualPage { try ManualPage("\(tool.name).1") }

    @Test(arguments: ToolHelp.all)
    func `every option of a tool is documented, and no other`(_ tool: ToolHelp) throws {
        let documented = try page(of: tool).options.map(\.names)
        let offered = try tool.options().map(\.names)
        #expect(Set(documented) == Set(offered))
        #expect(documented.count == offered.count, "an option is documented twice")
    }

    @Test(arguments: ToolHelp.all)
    func `values have the same names`(_ tool: ToolHelp) throws {
        let documented = try page(of: tool).options
        for option in try tool.options() {
            let item = try #require(documented.first { $0.names == option.names })
            #expect(item.valueName == option.valueName, "\(option.names)")
            if !option.values.isEmpty { #expect(item.values == option.values, "\(option.names)") }
        }
    }

    @Test(arguments: ToolHelp.all)
    func `defaults agree`(_ tool: ToolHelp) throws {
        let documented = try page(of: tool).options
        for option in try tool.options() {
            let item = try #require(documented.first { $0.names == option.names })
            let standard = option.standard ?? ""
            if standard.isEmpty || standard.contains(" ") || standard == "none" && option.values.isEmpty {
                // A default that depends: the page says it in its own words, but with the same numbers.
                #expect(
                    numbers(in: standard).isSubset(of: numbers(in: item.text)),
                    "\(option.names): \(standard)")
                if standard.isEmpty { #expect(item.standard == nil, "\(option.names)") }
            } else {
                let stated = try #require(item.standard, "\(option.names): no \"The default is\"")
                #expect(isSame(stated, standard), "\(option.names): \(stated), \(standard)")
            }
        }
    }

    @Test(arguments: ManualPage.allOrNone)
    func `no page mentions an option that no tool has`(_ page: ManualPage) throws {
        let offered = try ToolHelp.all.reduce(into: Set<String>()) { names, tool in
            for option in try tool.options() { names.formUnion(option.names) }
        }
        #expect(page.mentionedOptions.subtracting(offered).isEmpty)
    }

    private func numbers(in text: String) -> Set<Double> {
        Set(text.split { " ,;:()[]".contains($0) }.compactMap { Double($0.trimmingSuffix { $0 == "." }) })
    }

    private func isSame(_ a: String, _ b: String) -> Bool {
        if let a = Double(a), let b = Double(b) { return a == b }
        return a == b
    }
}
